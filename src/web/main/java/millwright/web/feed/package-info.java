/**
 * What happens to jobs, as it happens, over HTTP as server-sent events.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W120 Who comes back with the id of the last event hears what came after it; where some of that is kept no longer,
 *       an event named {@code gap} says so first.
 *   <li>W121 Nobody hears of a job that he may not see.
 *   <li>W122 A client that reads more slowly than things happen is told later, and one that reads nothing is cut off and
 *       can go on from where it was; neither costs memory without bound, nor any other client its time.
 *   <li>W123 Every 15 seconds at the latest something is sent, with the id to go on from.
 *   <li>W124 A stream ends after ten minutes, so that a token that was revoked hears no more than that; and when its node
 *       stops. Its client comes back with the last id, here or at another node.
 *   <li>W125 No stream holds a thread of those that answer requests.
 * </ul>
 */
package millwright.web.feed;

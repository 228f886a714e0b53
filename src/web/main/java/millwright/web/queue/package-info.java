/**
 * Queues over HTTP: what they hold, how they have gone, and what limits them.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W100 A pause says why; who did it is in the answer, and it holds for every job that was not claimed before.
 *   <li>W101 Limits are set all at once, or none of them.
 * </ul>
 *
 * <p>It holds no rule about queues: {@link millwright.queue.Queues} does.
 */
package millwright.web.queue;

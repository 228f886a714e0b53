/**
 * Schedules over HTTP: create, list, look at one, delete, and see when a rule would fire.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W40 A rule that cannot be read is refused with the field that is wrong, what was found there and what was
 *       expected, and so is all else that is wrong with the request, at once.
 *   <li>W41 Every answer about a schedule says when it fires next.
 * </ul>
 *
 * <p>It holds no rule about schedules: it reads requests, calls {@link millwright.schedule.Schedules}, and writes
 * documents.
 */
package millwright.web.schedule;

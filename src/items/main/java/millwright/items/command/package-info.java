/**
 * Programs that run as a step.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>P1 No program runs that the operator's configuration does not name, and none by way of a shell.
 *   <li>P2 When the step ends, however it ends, nothing that it started goes on. (After a kill -9 of the server itself a
 *       program is on its own. A program that leaves its parent within 100 ms of being started is not found again.)
 * </ul>
 */
package millwright.items.command;

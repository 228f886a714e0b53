/**
 * What moves waiting jobs on, whichever node they were submitted to: time that has come or has run out, dependencies
 * that are over, keys with a free slot.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W1 A job whose time has come is QUEUED once, whichever and however many nodes look, and keeps its position.
 *   <li>W2 What has not started before {@code expires_at} becomes EXPIRED; what waits past its {@code deadline} becomes
 *       a dead letter.
 *   <li>W3 A job leaves BLOCKED when all it waits for is over, whatever the order in which submissions and outcomes
 *       commit, and whoever crashes in between.
 *   <li>W4 Settling a job that is over reads its dependents by index, a thousand at a time, and no table.
 *   <li>W5 No more jobs of a concurrency key hold its slots than there are.
 * </ul>
 *
 * <p>Every statement does one thing whole: a crash leaves the row of {@code millwright.due} that asked for it.
 */
package millwright.waiting;

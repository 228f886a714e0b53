/**
 * Dead letters over HTTP: those that failed last, and what they have in common.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W40 Nobody learns of a dead letter it may not see: lists, groups and their counts hold what the caller sees, and an
 *       action on a group takes those alone.
 *   <li>W41 An action on a group says of each dead letter what became of it, and how many are left.
 * </ul>
 *
 * <p>It holds no rule about dead letters: it reads requests, calls {@link millwright.search.DeadLetterGroups} and
 * {@link millwright.job.DeadLetters}, and writes documents. Actions on dead letters by their ids are among those of jobs.
 */
package millwright.web.deadletter;

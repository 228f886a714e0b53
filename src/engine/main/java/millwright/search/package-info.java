/**
 * Finds jobs among millions, and dead letters by what felled them.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>S1 A search reads no more than it can in 80 ms, however few of the jobs it comes by fit: it then gives what it has
 *       found, says how far it has come, and goes on from there.
 *   <li>S2 Pages, partial ones too, neither repeat nor miss a job that fits when the first and the last of them are
 *       read, also one that ends and moves to the archive in between.
 *   <li>S3 Who may not see a job does not find it, and learns nothing of it from estimates and groups either.
 *   <li>S4 Filters by state, definition, queue, submitter and correlation id go along an index of the archive; of several,
 *       along the one that has fewest jobs near where the page begins.
 *   <li>S5 A sort by start or duration is exact: it takes a range of 24 hours at the most, and is refused where that
 *       holds too many jobs.
 *   <li>S6 How many jobs fit is the planner's estimate; nothing is counted.
 *   <li>S7 Groups of dead letters are made of the dead letters there are, along an index of their own: their cost does not
 *       grow with history, and a job that does not fail pays nothing for them.
 * </ul>
 *
 * <p>It changes nothing. What is done with what it has found is {@link millwright.job.Jobs}' and
 * {@link millwright.job.DeadLetters}' to do.
 */
package millwright.search;

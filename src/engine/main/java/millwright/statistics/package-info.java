/**
 * How many jobs there are and how they have gone, from counts that are kept as jobs move, never by counting jobs.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>T1 The numbers of jobs by state are exact at the moment they are read; those of an hour are a second behind.
 *   <li>T2 What they cost does not grow with the number of jobs: every move leaves a row, one node at a time folds these
 *       rows into sums, and one that dies in the middle loses and doubles none.
 *   <li>T3 Percentiles are read from classes of durations, four to a doubling: a tenth off at the most.
 * </ul>
 *
 * <p>It implements {@link millwright.job.Statistics}, which {@link millwright.job.Jobs#statistics()} gives. What is counted, and when, is written where jobs change state ({@link millwright.job.CountDelta}).
 */
package millwright.statistics;

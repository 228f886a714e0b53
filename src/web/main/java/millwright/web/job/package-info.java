/**
 * Jobs over HTTP: submit one or many, list, look at one and all that belongs to it, act on one or many.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W1 A 201 means the job is remembered (DESIGN, promise 1), even if reading it back failed.
 *   <li>W2 A list takes a bounded time whatever there is, and says so where that gave no whole page; its pages neither
 *       repeat nor miss a job that was there when the first was fetched, as long as it stays in the filter.
 *   <li>W3 A misspelt filter is refused, never ignored.
 *   <li>W4 A job's steps are never older than its state: a COMPLETED job shows no step that still runs.
 *   <li>W6 A request that comes twice under one Idempotency-Key leads to one job, and is answered with it.
 *   <li>W7 Whoever waits, for the end of a job, a change of it or lines of its log, takes no thread; where as many wait as
 *       may, the answer comes at once.
 *   <li>W8 What the state of a job does not allow is a conflict that says why.
 * </ul>
 *
 * <p>It holds no rule about jobs: it reads requests, calls {@link millwright.job.Jobs},
 * {@link millwright.search.JobSearch} and {@link millwright.batch.BatchJobs}, and writes documents.
 */
package millwright.web.job;

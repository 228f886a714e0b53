/**
 * Jobs over HTTP: submit, list, look at one, fetch its result and what it skipped.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W1 A 201 means the job is remembered (DESIGN, promise 1), even if reading it back failed.
 *   <li>W2 A list takes a bounded time whatever there is, and says so where that gave no whole page; its pages neither
 *       repeat nor miss a job that was there when the first was fetched, as long as it stays in the filter.
 *   <li>W3 A misspelt filter is refused, never ignored.
 *   <li>W4 A job's steps are never older than its state: a COMPLETED job shows no step that still runs.
 * </ul>
 *
 * <p>It holds no rule about jobs: it reads requests, calls {@link millwright.job.Jobs},
 * {@link millwright.search.JobSearch} and {@link millwright.batch.BatchJobs}, and writes documents.
 */
package millwright.web.job;

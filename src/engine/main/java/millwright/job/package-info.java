/**
 * The job: its facade, its values, its states, and the table that holds it.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>J1 A job accepted is a job remembered: {@code submit} returns after commit, and inside a JTA transaction on the
 *       same datasource the job exists exactly if that transaction commits.
 *   <li>J2 All input is checked before the first statement, so that a refused job leaves the caller's transaction
 *       whole.
 *   <li>J3 No state changes but by {@link millwright.job.JobLifecycle}; final states carry the time they began.
 *   <li>J4 Finding, and listing without a filter, cost the same with ten million finished jobs as with none.
 *   <li>J5 A cancel ends a job that is not over, wherever it stands: what waits is never run, what runs is asked to end,
 *       and what would be run again after its node died is not.
 *   <li>J6 The progress of an attempt never falls, and what an attempt said is never shown of another.
 *   <li>J7 Of one definition, one job at a time bears a unique key: whoever comes second is told which, also of fifty at
 *       once.
 *   <li>J8 Whoever waits for a job learns of its end, on whichever node and however it came.
 *   <li>J9 A dead letter is retried, redriven or discarded once, whoever asks at the same time; nobody's job is lost in
 *       between.
 *   <li>J10 What people do to a job is in its events, with who did it.
 *   <li>J11 A stop leaves a batch job where it can go on, wherever it stands: it does not go on by itself, whatever becomes
 *       of its attempt, until somebody restarts it, and is not over until then.
 *   <li>J12 A request under an idempotency key leads to one job, also of fifty at once: the key is there exactly if the job
 *       is, and whoever comes later is told the same.
 *   <li>J13 Of jobs that a request may not see it learns nothing, neither by waiting for them nor by their lineage.
 *   <li>J14 A job with a start time-out that has not started so long after it might have becomes EXPIRED; a delay and the
 *       wait for other jobs do not count.
 *   <li>J33 A parameter that its definition declares secret is given to the job's attempts and shown to nobody: neither
 *       in a job nor in what is wrong with a request.
 * </ul>
 *
 * <p>It runs nothing: who claims, runs and rescues attempts is in {@code queue}, {@code node} and {@code batch}, which
 * implement the interfaces {@link millwright.job.NodeSignals}, {@link millwright.job.Membership} and
 * {@link millwright.job.AttemptRunner} found here.
 */
package millwright.job;

package millwright.external;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import millwright.job.InvalidRequestException;
import millwright.job.JobDefinition;
import millwright.job.JobRequest;
import millwright.job.Progress;
import millwright.retry.JobError;

/**
 * Jobs whose work is done by programs outside, in whatever language: they claim it, say that they are still at it, and
 * tell how it ended. Submitted, listed, cancelled and awaited they are as all others, by {@link millwright.job.Jobs}.
 *
 * <p>A claim gives a lease, named by a token that every later call has to show. It runs out unless the worker beats, and
 * another worker may then claim the job: what is to be done twice at the most should be told apart by
 * {@link Work#idempotencyKey()}.
 *
 * <p>Thread-safe. Every call commits by itself, or joins the caller's JTA transaction on the same datasource.
 */
public interface ExternalJobs {

    /**
     * Keeps a definition under {@code name}, in place of the one it had. This node knows it at once, every other within
     * a second or two.
     *
     * @param name 1 to 100 letters, digits, dots, hyphens and underscores, the first a letter or a digit
     * @param document any of {@code title}, {@code description}, {@code queue}, {@code priority} (LOW, NORMAL, HIGH,
     *     CRITICAL), {@code parameters} (a JSON Schema; without one any scalar parameters), {@code start_timeout}, {@code timeout} of each
     *     attempt, {@code total_timeout}, {@code keep} (ISO-8601 durations), {@code retry} (as of
     *     {@link millwright.retry.RetryPolicy}) and {@code concurrency} ({@code key} and {@code slots})
     * @throws InvalidRequestException with everything that does not fit, or when this application itself has a
     *     definition of that name
     */
    JobDefinition define(String name, JsonObject document);

    /**
     * Forgets a definition; its jobs stay, and can be claimed again when there is one of that name again.
     *
     * @return whether there was one
     */
    boolean delete(String name);

    /**
     * Takes the next jobs of some definitions: of higher priority first, and first in, first out within one. Paused
     * queues give none, and those with a limit no more than it allows. Empty when there is nothing to do within
     * {@link WorkRequest#patience()}.
     *
     * @throws InvalidRequestException naming what does not fit, such as a definition that is not known
     */
    List<Work> claim(WorkRequest request) throws InterruptedException;

    /**
     * The same without a thread that waits: the stage is completed on a thread of the engine's, which must not be kept
     * for long. Of a thousand that wait at once on a node, further ones are told at once that there is nothing.
     *
     * @throws InvalidRequestException naming what does not fit, such as a definition that is not known
     */
    CompletionStage<List<Work>> claimAsync(WorkRequest request);

    /**
     * Creates a job that its caller does itself, and begins it. It belongs to its caller: without a heartbeat in time it
     * fails with {@code NODE_LOST}, and it is never tried again by itself.
     *
     * @param request of an external definition, to run now: without times, dependencies and keys
     * @param worker who does it, 1 to 200 characters
     * @param lease from 5 seconds to 1 hour
     * @throws InvalidRequestException when the request does not fit
     */
    Work start(JobRequest request, String worker, Duration lease);

    /**
     * Says that the worker is still at it: the lease holds as long again as it was claimed for, but not beyond the time
     * by which the attempt must be over, and not once a cancel was asked for.
     *
     * @throws LeaseLostException when the lease is no longer the worker's
     */
    Heartbeat heartbeat(UUID job, String token);

    /**
     * The same, with how far the work has come. The fraction never falls within an attempt.
     *
     * @throws InvalidRequestException when the progress cannot be kept
     * @throws LeaseLostException when the lease is no longer the worker's
     */
    Heartbeat progress(UUID job, String token, Progress progress);

    /**
     * Adds lines to the log of the attempt, as many as {@code millwright.log.lines} keeps.
     *
     * @param lines 1 to 1,000
     * @throws InvalidRequestException when there are none or too many
     * @throws LeaseLostException when the lease is no longer the worker's; nothing was written
     */
    void log(UUID job, String token, List<WorkLine> lines);

    /**
     * Records that the work is done.
     *
     * @param result of at most 1 MiB, or null
     * @throws LeaseLostException when the lease is no longer the worker's; nothing was written
     */
    Receipt complete(UUID job, String token, JsonValue result);

    /**
     * Records that the attempt failed. The policy of the request or the definition says whether the job is tried again;
     * one that is to be cancelled is CANCELLED.
     *
     * @throws InvalidRequestException when the error's code is none
     * @throws LeaseLostException when the lease is no longer the worker's; nothing was written
     */
    Receipt fail(UUID job, String token, JobError error);

    /**
     * Gives the job back to others, to the front of its line and uncharged, as a worker does that has to go.
     *
     * @throws NotReleasableException when its caller had started it itself
     * @throws LeaseLostException when the lease is no longer the worker's
     */
    Receipt release(UUID job, String token);
}

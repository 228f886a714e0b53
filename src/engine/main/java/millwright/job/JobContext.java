package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import millwright.job.Job.AttemptRecord;

/**
 * All that the job's own code can know and say while it runs: an argument of a method job, or {@code @Inject JobContext}
 * in any bean it calls, and in batch artifacts.
 *
 * <p>The injected object speaks for the attempt of the calling thread; called outside an attempt, every method throws
 * {@link IllegalStateException}. An argument speaks for its own attempt on any thread, and may be given to others.
 * Thread-safe. What is said is written by the engine, at most once a second, in transactions of its own: a roll-back of
 * the job's takes none of it back.
 */
public interface JobContext extends Attempt {

    /** The name of the job's definition. */
    String definition();

    /** When the attempt will be cut off, by the database's clock; empty when it may take as long as it likes. */
    Optional<Instant> deadline();

    /** As {@link #progress(double, String, JsonObject)}, details unchanged. */
    void progress(double fraction, String message);

    /**
     * Says how far the attempt has come.
     *
     * @param fraction from 0 to 1: a value outside is taken as the nearer bound, NaN as 0, and one below an earlier one
     *     of this attempt as that earlier one
     * @param message for people, cut to 1,000 characters
     * @param details whatever else is worth showing, at most 16 KiB
     */
    void progress(double fraction, String message, JsonObject details);

    /** Counts {@code more} records as processed, from 0. */
    void recordsProcessed(long more);

    /** Counts {@code more} records as failed, from 0. */
    void recordsFailed(long more);

    /** Adds a line to the job's log, cut to 4,000 characters. Beyond 5,000 lines a second lines are left out. */
    void log(Level level, String text);

    /** The attempts of this job that have ended, oldest first, each with its error if it had one. */
    List<AttemptRecord> earlierAttempts();

    /**
     * A key for calls to the world outside, where nothing can be taken back: the same for all attempts, until somebody
     * retries the job by hand, so that a service that knows it already does its work once.
     */
    String idempotencyKey();

    /**
     * The result of a job that this one depends on; empty when it left none or did not complete.
     *
     * @throws IllegalArgumentException when this job does not depend on {@code job}
     */
    Optional<JsonValue> dependencyResult(UUID job);

    /** The results of all jobs this one depends on that left one, by id. */
    Map<UUID, JsonValue> dependencyResults();

    /** {@code request} as that of a child: the job it makes names this one as its parent. */
    JobRequest asChild(JobRequest request);
}

package millwright.job;

import java.time.Duration;
import java.util.Optional;

/** What follows the end of attempts that no worker thread of this node runs. Thread-safe. */
public interface AttemptOutcomes {

    /** How long an attempt of {@code job} may take, by its request, its definition and its earlier errors. */
    Optional<Duration> timeout(ClaimedJob job);

    /**
     * Records in the calling thread how an attempt ended, whether it is tried again, and all that follows for others.
     * Returns after commit, or in the caller's JTA transaction.
     *
     * @return whether the attempt still held its lease; nothing was written otherwise
     */
    boolean record(RunningAttempt attempt, AttemptEnd end);
}

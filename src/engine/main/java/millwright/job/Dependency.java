package millwright.job;

import java.util.UUID;

/**
 * A job that must be over before another runs.
 *
 * @param onFailure what becomes of the other if this one does not complete
 */
public record Dependency(UUID job, OnFailure onFailure) {

    /** What becomes of a job when one it depends on ends FAILED, CANCELLED or EXPIRED. */
    public enum OnFailure {
        /** It is cancelled. */
        CANCEL,
        /** It runs anyway. */
        RUN,
        /** It stays BLOCKED, until the failed one is retried and completes, or somebody cancels it. */
        HOLD
    }

    /** One whose failure cancels the dependent job. */
    public static Dependency on(UUID job) {
        return new Dependency(job, OnFailure.CANCEL);
    }
}

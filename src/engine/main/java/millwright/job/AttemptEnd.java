package millwright.job;

import jakarta.json.JsonValue;
import millwright.retry.ErrorClassifier;
import millwright.retry.JobError;

/**
 * What a runner says of an attempt that has ended on this node.
 *
 * @param outcome COMPLETED, FAILED, TIMED_OUT, STOPPED, RELEASED or CANCELLED
 * @param result the job's result, for COMPLETED, or null
 * @param error why, for FAILED and TIMED_OUT, else null
 * @param thrown what the job threw, by which rules for exceptions give the error another code and category; or null
 */
public record AttemptEnd(AttemptOutcome outcome, JsonValue result, JobError error, Throwable thrown) {

    public static AttemptEnd completed(JsonValue result) {
        return new AttemptEnd(AttemptOutcome.COMPLETED, result, null, null);
    }

    public static AttemptEnd failed(JobError error) {
        return new AttemptEnd(AttemptOutcome.FAILED, null, error, null);
    }

    /** Failed by an exception: the rules of its definition and of the configuration say what it is called. */
    public static AttemptEnd failed(Throwable thrown) {
        return new AttemptEnd(AttemptOutcome.FAILED, null, ErrorClassifier.classify(thrown), thrown);
    }

    public static AttemptEnd timedOut(JobError error) {
        return new AttemptEnd(AttemptOutcome.TIMED_OUT, null, error, null);
    }

    public static AttemptEnd cancelled() {
        return new AttemptEnd(AttemptOutcome.CANCELLED, null, null, null);
    }

    /** Ended where the job can go on, until somebody restarts it. */
    public static AttemptEnd stopped() {
        return new AttemptEnd(AttemptOutcome.STOPPED, null, null, null);
    }

    public static AttemptEnd released() {
        return new AttemptEnd(AttemptOutcome.RELEASED, null, null, null);
    }
}

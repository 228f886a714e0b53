package millwright.job;

import jakarta.json.JsonValue;
import millwright.retry.ErrorClassifier;
import millwright.retry.JobError;

/**
 * What a runner says of an attempt that has ended on this node.
 *
 * @param outcome COMPLETED, FAILED, RELEASED or CANCELLED
 * @param result the job's result, for COMPLETED, or null
 * @param error why, for FAILED, else null
 */
public record AttemptEnd(AttemptOutcome outcome, JsonValue result, JobError error) {

    public static AttemptEnd completed(JsonValue result) {
        return new AttemptEnd(AttemptOutcome.COMPLETED, result, null);
    }

    public static AttemptEnd failed(JobError error) {
        return new AttemptEnd(AttemptOutcome.FAILED, null, error);
    }

    public static AttemptEnd failed(Throwable thrown) {
        return failed(ErrorClassifier.classify(thrown));
    }

    public static AttemptEnd cancelled() {
        return new AttemptEnd(AttemptOutcome.CANCELLED, null, null);
    }

    public static AttemptEnd released() {
        return new AttemptEnd(AttemptOutcome.RELEASED, null, null);
    }
}

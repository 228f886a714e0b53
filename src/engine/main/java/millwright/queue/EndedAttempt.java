package millwright.queue;

import java.util.UUID;
import millwright.job.AttemptEnd;
import millwright.job.RunningAttempt;

/** An attempt that has ended and waits to be recorded. */
record EndedAttempt(RunningAttempt attempt, AttemptEnd end) {

    UUID jobId() {
        return attempt.jobId();
    }

    long lease() {
        return attempt.lease();
    }

    UUID node() {
        return attempt.node();
    }

    String resultText() {
        return end.result() == null ? null : end.result().toString();
    }

    String errorText() {
        return end.error() == null ? null : end.error().toJson().toString();
    }

    EndedAttempt as(AttemptEnd other) {
        return new EndedAttempt(attempt, other);
    }
}

package millwright.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import millwright.database.Database.SqlArray;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;

/**
 * An attempt that has ended and waits to be recorded.
 *
 * @param endedNanos when it ended, by the process's monotonic clock
 * @param retryAfter when the job is to be tried again, or null for not at all
 * @param keep how long the job is kept when it is over, or null for as long as all are
 */
record EndedAttempt(RunningAttempt attempt, AttemptEnd end, long endedNanos, Duration retryAfter, Duration keep) {

    EndedAttempt(RunningAttempt attempt, AttemptEnd end) {
        this(attempt, end, System.nanoTime(), null, null);
    }

    UUID jobId() {
        return attempt.jobId();
    }

    long lease() {
        return attempt.lease();
    }

    UUID node() {
        return attempt.node();
    }

    AttemptOutcome outcome() {
        return end.outcome();
    }

    String resultText() {
        return end.result() == null ? null : end.result().toString();
    }

    String errorText() {
        return end.error() == null ? null : end.error().toJson().toString();
    }

    /** What it said last of its progress, or null when it said nothing. */
    String progressText() {
        return attempt.progress().map(progress -> progress.toJson().toString()).orElse(null);
    }

    /** How long its work took, or null when it never began. */
    Long runMillis() {
        return attempt.clock().hasBegun() ? attempt.clock().runNanos(endedNanos) / 1_000_000 : null;
    }

    Long retryMillis() {
        return retryAfter == null ? null : retryAfter.toMillis();
    }

    Long keepMillis() {
        return keep == null ? null : keep.toMillis();
    }

    EndedAttempt as(AttemptEnd other) {
        return new EndedAttempt(attempt, other, endedNanos, null, keep);
    }

    /** An array of one value of each; empty when all are null: the statements take what is missing for null. */
    static SqlArray column(String type, List<EndedAttempt> ended, Function<EndedAttempt, Object> value) {
        List<Object> values = new ArrayList<>(ended.size());
        boolean any = false;
        for (EndedAttempt each : ended) {
            Object one = value.apply(each);
            any |= one != null;
            values.add(one);
        }
        return new SqlArray(type, any ? values : List.of());
    }
}

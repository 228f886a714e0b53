package millwright.external;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import millwright.job.AttemptOutcome;
import millwright.job.ClaimedJob;
import millwright.job.JobState;
import millwright.job.Progress;
import millwright.job.RunningAttempt;

/**
 * A job as it stands, seen by somebody who has or had a lease of it.
 *
 * @param runMillis how long its running attempt has taken
 * @param deadline by when that must be over
 * @param isTimedOut whether it should be
 * @param progress what that said last
 */
record Standing(
        ClaimedJob job,
        JobState state,
        boolean external,
        long runMillis,
        Optional<Instant> deadline,
        boolean isTimedOut,
        Optional<Progress> progress,
        JsonArray history) {

    /** How an earlier attempt ended. */
    record Ended(AttemptOutcome outcome, Instant at) {}

    /** Whether the attempt that runs is the one {@code token} is of. */
    boolean isUnder(LeaseToken token) {
        return external
                && state == JobState.RUNNING
                && job.lease() == token.lease()
                && token.session().equals(job.node());
    }

    /** The running attempt, with what is known of it. */
    RunningAttempt attempt() {
        RunningAttempt attempt = new RunningAttempt(job);
        attempt.clock().begin(System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(runMillis));
        progress.ifPresent(said -> {
            attempt.progress(said.fraction(), said.message(), said.details());
            attempt.recordsProcessed(said.recordsProcessed());
            attempt.recordsFailed(said.recordsFailed());
        });
        return attempt;
    }

    /** Whether its caller had started it. */
    boolean isDirect() {
        return job.options().getBoolean("direct", false);
    }

    /** How the attempt {@code token} is of has ended. */
    Optional<Ended> ended(LeaseToken token) {
        return history.stream()
                .map(JsonValue::asJsonObject)
                .filter(entry -> entry.containsKey("outcome")
                        && entry.getJsonNumber("lease").longValue() == token.lease()
                        && entry.getString("node").equals(token.session().toString()))
                .map(Standing::ended)
                .findFirst();
    }

    private static Ended ended(JsonObject entry) {
        return new Ended(
                AttemptOutcome.valueOf(entry.getString("outcome")),
                OffsetDateTime.parse(entry.getString("ended_at")).toInstant());
    }

    /** Such as "QUEUED, attempt 2". */
    String described() {
        return switch (state) {
            case RUNNING -> "RUNNING, attempt " + job.attempt();
            case QUEUED, RETRYING -> state + ", attempt " + (job.attempt() + 1);
            default -> state.name();
        };
    }
}

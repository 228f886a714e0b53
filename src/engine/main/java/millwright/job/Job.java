package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import millwright.retry.JobError;

/**
 * A job as it was at one moment. Members that do not hold yet are null: {@code result} before COMPLETED, {@code error}
 * unless FAILED, {@code progress} unless the running or the last attempt has told some, {@code control} unless something
 * is asked of its running attempt, {@code startedAt} (of the first attempt) before it ran, {@code finishedAt} before a
 * final state. A job that a schedule created carries the schedule's
 * name and the time it was due, {@code fireAt}; else both are null. In {@code parameters} secrets are masked
 * ({@link SecretParameters}).
 */
public record Job(
        UUID id,
        String definition,
        String queue,
        Priority priority,
        JobState state,
        Control control,
        int round,
        JsonObject parameters,
        JsonValue result,
        JobError error,
        Progress progress,
        String submitter,
        String correlationId,
        String schedule,
        Instant fireAt,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        List<AttemptRecord> attempts,
        Terms terms) {

    /** The same with other parameters, such as masked ones. */
    Job withParameters(JsonObject parameters) {
        return new Job(
                id,
                definition,
                queue,
                priority,
                state,
                control,
                round,
                parameters,
                result,
                error,
                progress,
                submitter,
                correlationId,
                schedule,
                fireAt,
                createdAt,
                startedAt,
                finishedAt,
                attempts,
                terms);
    }

    /**
     * What was asked for beside the work itself; null where nothing was.
     *
     * @param runAt when it may run next, if not at once
     * @param expiresAt by when it must have started
     * @param deadline by when it must be over
     * @param waitsFor how many of its dependencies are not settled
     * @param parent the job on whose behalf it was submitted
     * @param retryOf the job it repeats
     * @param redrivenFrom the dead letter it replaces
     */
    public record Terms(
            List<String> tags,
            JsonObject metadata,
            Instant runAt,
            Instant expiresAt,
            Instant deadline,
            int waitsFor,
            String concurrencyKey,
            String uniqueKey,
            UUID parent,
            UUID retryOf,
            UUID redrivenFrom) {

        /** Nothing beside the work. */
        public static final Terms NONE =
                new Terms(List.of(), JsonValue.EMPTY_JSON_OBJECT, null, null, null, 0, null, null, null, null, null);
    }

    /**
     * One try of the job.
     *
     * @param round of the job, from 1; each retry by hand begins the next
     * @param startedAt when its work began; null if it was given back before
     * @param outcome null while it runs
     * @param error null unless it failed
     */
    public record AttemptRecord(
            int number,
            int round,
            UUID node,
            AttemptOutcome outcome,
            Instant startedAt,
            Instant endedAt,
            JobError error) {}
}

package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import millwright.retry.JobError;

/**
 * A job as it was at one moment. Members that do not hold yet are null: {@code result} before COMPLETED, {@code error}
 * unless FAILED, {@code progress} unless the running or the last attempt has told some, {@code control} unless something is asked of its running attempt, {@code startedAt} (of the first
 * attempt) before it ran, {@code finishedAt} before a final state. A job that a schedule created carries the schedule's
 * name and the time it was due, {@code fireAt}; else both are null.
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
        List<AttemptRecord> attempts) {

    /**
     * One try of the job.
     *
     * @param outcome null while it runs
     * @param error null unless it failed
     */
    public record AttemptRecord(
            int number, UUID node, AttemptOutcome outcome, Instant startedAt, Instant endedAt, JobError error) {}
}

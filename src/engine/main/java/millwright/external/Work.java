package millwright.external;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.database.Json;
import millwright.external.StartStore.Begun;
import millwright.external.WorkStore.Claimed;
import millwright.external.WorkStore.Limit;
import millwright.job.CheckedJob;
import millwright.job.ClaimedJob;
import millwright.job.Job.AttemptRecord;

/**
 * A job that a worker has taken.
 *
 * @param attempt the number of this attempt, from 1
 * @param leaseToken to be shown with every call about this attempt
 * @param leaseExpiresAt by when the worker must beat
 * @param deadline by when the attempt must be over
 * @param idempotencyKey the same for all attempts of one round of the job, for calls to others
 * @param earlier the attempts that have ended, with their errors
 */
public record Work(
        UUID job,
        String definition,
        String queue,
        int attempt,
        String leaseToken,
        JsonObject parameters,
        Instant leaseExpiresAt,
        Optional<Instant> deadline,
        String idempotencyKey,
        List<AttemptRecord> earlier,
        String submitter,
        Optional<String> correlationId) {

    static Work of(Claimed claimed, LeaseToken token, List<Limit> limits) {
        ClaimedJob job = claimed.job();
        Optional<Instant> limit = limits.stream()
                .filter(each -> each.job() == job)
                .map(each -> job.startedAt().plus(each.most()))
                .findFirst();
        Optional<Instant> deadline = earlier(limit, Optional.ofNullable(job.deadline()));
        return new Work(
                job.id(),
                job.definition(),
                job.queue(),
                job.attempt(),
                token.toString(),
                job.parameters(),
                earlier(Optional.of(claimed.leaseExpiresAt()), limit).orElseThrow(),
                deadline,
                job.idempotencyKey(),
                job.earlier(),
                job.submitter(),
                Optional.ofNullable(job.correlationId()));
    }

    /** One that its worker has begun by itself. */
    static Work started(CheckedJob job, LeaseToken token, Begun begun) {
        return new Work(
                job.id(),
                job.definition(),
                job.queue(),
                1,
                token.toString(),
                Json.object(job.parameters()),
                begun.leaseExpiresAt(),
                Optional.ofNullable(begun.attemptDeadline()),
                job.id() + ":1",
                List.of(),
                job.submitter(),
                job.correlationId());
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}

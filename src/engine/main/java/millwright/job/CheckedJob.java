package millwright.job;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Json;

/**
 * A request that fits, as its job will be written.
 *
 * @param id the job's, a UUIDv7
 * @param parameters with the definition's defaults filled in
 * @param metadata what the caller wants to find again; under the key {@code millwright} what the engine itself notes
 * @param options what its node will read in place of the definition's policy; empty for nothing
 * @param totalTimeout the request's or the definition's
 * @param dependencies on jobs with an id, those of the same bulk too
 * @param retryOf the job that this one repeats
 * @param redrivenFrom the dead letter that this one replaces
 */
public record CheckedJob(
        UUID id,
        String definition,
        String queue,
        Priority priority,
        JsonObject parameters,
        String submitter,
        Optional<String> correlationId,
        List<String> tags,
        JsonObject metadata,
        JsonObject options,
        Optional<Instant> runAt,
        Optional<Duration> delay,
        Optional<Instant> expiresAt,
        Optional<Duration> totalTimeout,
        List<Dependency> dependencies,
        Optional<UniqueKey> unique,
        Optional<ConcurrencyKey> concurrency,
        Optional<UUID> parent,
        Optional<UUID> retryOf,
        Optional<UUID> redrivenFrom) {

    /**
     * A job row out of {@link #values}. A FROM clause may follow: the statement then writes the job for the row it
     * finds there, together with whatever else it does, or none if there is no row. For jobs that wait for nothing and
     * nobody; all others are written by {@link SubmitStore}.
     */
    public static final String INSERT =
            """
            INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, correlation_id, parameters,
                                        metadata)
            SELECT ?::uuid, ?::text, ?::text, ?::smallint, %s, ?::text, ?::text, ?::jsonb, ?::jsonb
            """
                    .formatted(JobLifecycle.SUBMIT.toLiteral());

    /** The same job, created by the schedule of this name because {@code fireAt} had come. */
    public CheckedJob scheduled(String schedule, Instant fireAt) {
        var origin =
                Json.provider().createObjectBuilder().add("schedule", schedule).add("fire_at", fireAt.toString());
        JsonObject noted =
                Json.provider().createObjectBuilder().add("millwright", origin).build();
        return new CheckedJob(
                id,
                definition,
                queue,
                priority,
                parameters,
                submitter,
                correlationId,
                tags,
                noted,
                options,
                runAt,
                delay,
                expiresAt,
                totalTimeout,
                dependencies,
                unique,
                concurrency,
                parent,
                retryOf,
                redrivenFrom);
    }

    /** The same job as the repetition of another, or in place of a dead letter. */
    CheckedJob inPlaceOf(Optional<UUID> repeated, Optional<UUID> deadLetter) {
        return new CheckedJob(
                id,
                definition,
                queue,
                priority,
                parameters,
                submitter,
                correlationId,
                tags,
                metadata,
                options,
                runAt,
                delay,
                expiresAt,
                totalTimeout,
                dependencies,
                unique,
                concurrency,
                parent,
                repeated,
                deadLetter);
    }

    /** For the placeholders of {@link #INSERT}, in their order. */
    public Object[] values() {
        return new Object[] {
            id,
            definition,
            queue,
            priority.rank(),
            submitter,
            correlationId.orElse(null),
            parameters.toString(),
            metadata.toString()
        };
    }

    /** Nothing but a definition, its parameters and who asks: one insert, and it is claimable. */
    boolean isPlain() {
        return dependencies.isEmpty()
                && unique.isEmpty()
                && concurrency.isEmpty()
                && runAt.isEmpty()
                && delay.isEmpty()
                && expiresAt.isEmpty()
                && totalTimeout.isEmpty()
                && options.isEmpty()
                && tags.isEmpty()
                && parent.isEmpty()
                && retryOf.isEmpty()
                && redrivenFrom.isEmpty();
    }

    JsonArray tagsJson() {
        var array = Json.provider().createArrayBuilder();
        tags.forEach(array::add);
        return array.build();
    }
}

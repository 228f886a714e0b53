package millwright.job;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.database.Json;

/**
 * A request that fits, as its job will be written.
 *
 * @param id the job's, a UUIDv7
 * @param parameters their JSON, with the definition's defaults filled in
 * @param metadata what the caller wants to find again; under the key {@code millwright} what the engine itself notes
 * @param options what its node will read in place of the definition's policy; empty for nothing
 * @param startTimeout the request's or the definition's, from when it may run
 * @param totalTimeout the request's or the definition's
 * @param dependencies on jobs with an id, those of the same bulk too
 * @param retryOf the job that this one repeats
 * @param redrivenFrom the dead letter that this one replaces
 * @param external its work is done by a program outside, which claims it
 * @param sight which other jobs it may name, or empty for any
 */
public record CheckedJob(
        UUID id,
        String definition,
        String queue,
        Priority priority,
        String parameters,
        String submitter,
        Optional<String> correlationId,
        List<String> tags,
        JsonObject metadata,
        JsonObject options,
        Optional<Instant> runAt,
        Optional<Duration> delay,
        Optional<Instant> expiresAt,
        Optional<Duration> startTimeout,
        Optional<Duration> totalTimeout,
        List<Dependency> dependencies,
        Optional<UniqueKey> unique,
        Optional<ConcurrencyKey> concurrency,
        Optional<UUID> parent,
        Optional<UUID> retryOf,
        Optional<UUID> redrivenFrom,
        boolean external,
        Optional<Visibility> sight) {

    private static final String ROW =
            """
            written AS (
                INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, correlation_id, parameters,
                                            metadata, ready, concurrency_key, concurrency_slots, deadline,
                                            external, parent, options, expires_at)
                SELECT ?::uuid, ?::text, ?::text, ?::smallint, %1$s, ?::text, ?::text, ?::jsonb, ?::jsonb, ?::boolean,
                       ?::text, ?::integer, millwright.clock() + ?::bigint * interval '1 millisecond', ?::boolean,
                       ?::uuid, ?::jsonb, millwright.clock() + ?::bigint * interval '1 millisecond'
                  FROM %2$s
                RETURNING id, queue, definition, submitter, correlation_id, state, concurrency_key, concurrency_slots
            ), keys_due AS (
                INSERT INTO millwright.due (kind, key, slots)
                SELECT 'KEY', concurrency_key, concurrency_slots FROM written WHERE concurrency_key IS NOT NULL
            ), %3$s""";

    /** The same job, created by the schedule of this name because {@code fireAt} had come. */
    public CheckedJob scheduled(String schedule, Instant fireAt) {
        var origin =
                Json.provider().createObjectBuilder().add("schedule", schedule).add("fire_at", fireAt.toString());
        JsonObject noted =
                Json.provider().createObjectBuilder().add("millwright", origin).build();
        return with(noted, dependencies, retryOf, redrivenFrom);
    }

    /** The same job, waiting for these. */
    CheckedJob dependingOn(List<Dependency> others) {
        return with(metadata, others, retryOf, redrivenFrom);
    }

    /** The same job as the repetition of another, or in place of a dead letter. */
    CheckedJob inPlaceOf(Optional<UUID> repeated, Optional<UUID> deadLetter) {
        return with(metadata, dependencies, repeated, deadLetter);
    }

    private CheckedJob with(
            JsonObject otherMetadata,
            List<Dependency> otherDependencies,
            Optional<UUID> repeated,
            Optional<UUID> deadLetter) {
        return new CheckedJob(
                id,
                definition,
                queue,
                priority,
                parameters,
                submitter,
                correlationId,
                tags,
                otherMetadata,
                options,
                runAt,
                delay,
                expiresAt,
                startTimeout,
                totalTimeout,
                otherDependencies,
                unique,
                concurrency,
                parent,
                repeated,
                deadLetter,
                external,
                sight);
    }

    /**
     * Common table expressions, the first named {@code written}, that write a job row out of {@link #values}, and what
     * belongs to it, for the row they find in {@code from}, or none if there is no row. For what a definition and its
     * policy can ask for; what only a request can is written by {@link SubmitStore}.
     */
    public static String insert(String from) {
        return ROW.formatted(JobLifecycle.SUBMIT.toLiteral(), from, CountDelta.ofNew(SubmitStore.counted()));
    }

    /** For the placeholders of {@link #insert}, in their order. */
    public Object[] values() {
        return new Object[] {
            id,
            definition,
            queue,
            priority.rank(),
            submitter,
            correlationId.orElse(null),
            parameters,
            metadata.toString(),
            concurrency.isEmpty(),
            concurrency.map(ConcurrencyKey::key).orElse(null),
            concurrency.map(ConcurrencyKey::slots).orElse(null),
            totalTimeout.map(Duration::toMillis).orElse(null),
            external,
            parent.orElse(null),
            writtenOptions().map(JsonObject::toString).orElse(null),
            startTimeout.map(Duration::toMillis).orElse(null)
        };
    }

    /** Nothing but a definition, its parameters and who asks: one insert, and it is claimable. */
    boolean isPlain() {
        return dependencies.isEmpty()
                && unique.isEmpty()
                && runAt.isEmpty()
                && delay.isEmpty()
                && expiresAt.isEmpty()
                && options.isEmpty()
                && tags.isEmpty()
                && parent.isEmpty()
                && retryOf.isEmpty()
                && redrivenFrom.isEmpty();
    }

    /** {@link #isPlain}, and its definition sets no limits either, and nodes run it. */
    boolean isUnlimited() {
        return isPlain() && concurrency.isEmpty() && startTimeout.isEmpty() && totalTimeout.isEmpty() && !external;
    }

    /** What its row bears as {@code options}; empty for null. */
    Optional<JsonObject> writtenOptions() {
        return JobOptions.written(options, startTimeout, expiresAt);
    }

    /** The other jobs that must be there: those it waits for and, of a request with a limited sight, its parent. */
    List<UUID> named() {
        return Stream.concat(dependencies.stream().map(Dependency::job), sight.flatMap(limited -> parent).stream())
                .toList();
    }

    JsonArray tagsJson() {
        var array = Json.provider().createArrayBuilder();
        tags.forEach(array::add);
        return array.build();
    }
}

package millwright.job;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Json;

/**
 * A request that fits, as its job will be written.
 *
 * @param id the job's, a UUIDv7
 * @param parameters with the definition's defaults filled in
 * @param metadata what the engine itself notes, under the key {@code millwright}
 */
public record CheckedJob(
        UUID id,
        String definition,
        String queue,
        Priority priority,
        JsonObject parameters,
        String submitter,
        Optional<String> correlationId,
        JsonObject metadata) {

    /**
     * A job row out of {@link #values}. A FROM clause may follow: the statement then writes the job for the row it
     * finds there, together with whatever else it does, or none if there is no row.
     */
    public static final String INSERT =
            """
            INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, correlation_id, parameters,
                                        metadata)
            SELECT ?::uuid, ?::text, ?::text, ?::smallint, %s, ?::text, ?::text, ?::jsonb, ?::jsonb
            """
                    .formatted(JobLifecycle.SUBMIT.toLiteral());

    static CheckedJob of(UUID id, JobDefinition definition, JsonObject parameters, JobRequest request) {
        return new CheckedJob(
                id,
                definition.name(),
                request.queue().orElse(definition.queue()),
                request.priority().orElse(definition.priority()),
                parameters,
                request.submitter(),
                request.correlationId(),
                request.metadata());
    }

    /** The same job, created by the schedule of this name because {@code fireAt} had come. */
    public CheckedJob scheduled(String schedule, Instant fireAt) {
        var origin =
                Json.provider().createObjectBuilder().add("schedule", schedule).add("fire_at", fireAt.toString());
        JsonObject noted =
                Json.provider().createObjectBuilder().add("millwright", origin).build();
        return new CheckedJob(id, definition, queue, priority, parameters, submitter, correlationId, noted);
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
}

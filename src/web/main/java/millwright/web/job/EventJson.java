package millwright.web.job;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.orNull;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import millwright.job.JobEvent;
import millwright.web.json.JsonDocument;

/** Writes what happened to a job. */
final class EventJson {

    /** What in an event's detail names other jobs: the one that replaces it, the one it waited for, all of those. */
    private static final List<String> NAMING = List.of("job", "dependency", "depends_on");

    private EventJson() {}

    /** The other jobs that the events name. */
    static Set<UUID> named(List<JobEvent> events) {
        Set<UUID> named = new HashSet<>();
        events.forEach(event -> named.addAll(named(event.detail())));
        return named;
    }

    private static Set<UUID> named(JsonValue detail) {
        Set<UUID> named = new HashSet<>();
        if (detail instanceof JsonObject object) {
            NAMING.stream().map(object::get).forEach(value -> {
                if (value instanceof JsonString id) {
                    JobId.read(id.getString()).ifPresent(named::add);
                } else if (value instanceof JsonObject byId) {
                    byId.keySet().forEach(id -> JobId.read(id).ifPresent(named::add));
                }
            });
        }
        return named;
    }

    /** @param seen of the jobs that the events name those that may be named: no detail names others */
    static JsonArray list(List<JobEvent> events, Set<UUID> seen) {
        var array = JsonDocument.provider().createArrayBuilder();
        for (JobEvent event : events) {
            boolean shown = seen.containsAll(named(event.detail()));
            array.add(JsonDocument.provider()
                    .createObjectBuilder()
                    .add("at", instant(event.at()))
                    .add("name", event.name())
                    .add("by", text(event.by()))
                    .add("node", text(event.node()))
                    .add(
                            "attempt",
                            event.attempt() == null
                                    ? JsonValue.NULL
                                    : JsonDocument.provider().createValue(event.attempt()))
                    .add("detail", shown ? orNull(event.detail()) : JsonValue.NULL)
                    .add("correlation_id", text(event.correlationId())));
        }
        return array.build();
    }
}

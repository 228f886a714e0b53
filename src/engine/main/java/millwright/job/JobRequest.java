package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * A request to run a definition once.
 *
 * @param parameters for the definition's schema; defaults are filled in
 * @param priority or empty for the definition's
 * @param submitter who asks, as known to the access rules
 * @param correlationId the caller's own name for this request, up to 200 characters, or empty
 */
public record JobRequest(
        String definition,
        JsonObject parameters,
        Optional<Priority> priority,
        String submitter,
        Optional<String> correlationId) {

    /** A request with the definition's own defaults throughout. */
    public static JobRequest of(String definition, String submitter) {
        return new JobRequest(definition, JsonValue.EMPTY_JSON_OBJECT, Optional.empty(), submitter, Optional.empty());
    }

    public JobRequest withParameters(JsonObject parameters) {
        return new JobRequest(definition, parameters, priority, submitter, correlationId);
    }

    public JobRequest withPriority(Priority priority) {
        return new JobRequest(definition, parameters, Optional.of(priority), submitter, correlationId);
    }
}

package millwright.retry;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import millwright.database.Json;
import millwright.database.StorableText;

/**
 * Why an attempt or a job failed.
 *
 * @param code one of the codes of DESIGN's list such as {@code DATA_ERROR}, or one the job chose
 * @param category whether trying again can help
 * @param message for a person; no NUL character, at most 4,000 characters
 * @param retryAfter when to try again, as the job itself said, or null
 * @param origin what was thrown and where, or null where nothing was
 */
public record JobError(String code, ErrorCategory category, String message, Duration retryAfter, ErrorOrigin origin) {

    public static final String API_ERROR = "API_ERROR";
    public static final String CONFIGURATION_ERROR = "CONFIGURATION_ERROR";
    public static final String DATA_ERROR = "DATA_ERROR";
    public static final String INTERNAL_ERROR = "INTERNAL_ERROR";
    public static final String NETWORK_ERROR = "NETWORK_ERROR";
    public static final String NODE_LOST = "NODE_LOST";
    public static final String TIMEOUT_ERROR = "TIMEOUT_ERROR";

    private static final int LONGEST = 4_000;

    public JobError {
        // an error must be recorded whatever its message is
        message = StorableText.of(message == null ? "" : message, LONGEST);
    }

    public JobError(String code, ErrorCategory category, String message) {
        this(code, category, message, null);
    }

    public JobError(String code, ErrorCategory category, String message, Duration retryAfter) {
        this(code, category, message, retryAfter, null);
    }

    /** The same error, named otherwise or in other words, of this origin. */
    public JobError from(ErrorOrigin origin) {
        return new JobError(code, category, message, retryAfter, origin);
    }

    /** All of it, as it is kept; its origin is for those alone who look after the jobs. */
    public JsonObject toJson() {
        JsonObjectBuilder json = Json.provider()
                .createObjectBuilder()
                .add("code", code)
                .add("category", category.name())
                .add("message", message);
        if (retryAfter != null) {
            json.add("retry_after", retryAfter.toString());
        }
        if (origin != null) {
            json.add("exception", origin.exception()).add("frame", origin.frame());
        }
        return json.build();
    }

    /** The error kept as JSON, or null for null. */
    public static JobError fromJson(JsonObject json) {
        return json == null
                ? null
                : new JobError(
                        json.getString("code"),
                        ErrorCategory.valueOf(json.getString("category")),
                        json.getString("message"),
                        json.containsKey("retry_after") ? Duration.parse(json.getString("retry_after")) : null,
                        json.containsKey("exception")
                                ? new ErrorOrigin(json.getString("exception"), json.getString("frame", ""))
                                : null);
    }
}

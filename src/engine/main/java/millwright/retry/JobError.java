package millwright.retry;

import jakarta.json.JsonObject;
import millwright.database.Json;
import millwright.database.StorableText;

/**
 * Why an attempt or a job failed.
 *
 * @param code one of the codes of DESIGN's list such as {@code DATA_ERROR}, or one the job chose
 * @param category whether trying again can help
 * @param message for a person; no NUL character, at most 4,000 characters
 */
public record JobError(String code, ErrorCategory category, String message) {

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

    public JsonObject toJson() {
        return Json.provider()
                .createObjectBuilder()
                .add("code", code)
                .add("category", category.name())
                .add("message", message)
                .build();
    }

    /** The error kept as JSON, or null for null. */
    public static JobError fromJson(JsonObject json) {
        return json == null
                ? null
                : new JobError(
                        json.getString("code"),
                        ErrorCategory.valueOf(json.getString("category")),
                        json.getString("message"));
    }
}

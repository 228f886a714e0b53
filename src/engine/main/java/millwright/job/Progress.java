package millwright.job;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import millwright.database.Json;

/**
 * How far an attempt has come, as it said last.
 *
 * @param fraction from 0 to 1; 0 as long as none was told
 * @param message for people; an empty text when none was given
 * @param details whatever the job adds; empty when it adds nothing
 * @param recordsProcessed how many records the attempt has processed, as it counts them
 * @param recordsFailed how many of them it could not
 */
public record Progress(double fraction, String message, JsonObject details, long recordsProcessed, long recordsFailed) {

    static final Progress NONE = new Progress(0, "", JsonValue.EMPTY_JSON_OBJECT, 0, 0);

    /** Without details and counts. */
    public static Progress of(double fraction, String message) {
        return new Progress(fraction, message, JsonValue.EMPTY_JSON_OBJECT, 0, 0);
    }

    public JsonObject toJson() {
        return Json.provider()
                .createObjectBuilder()
                .add("fraction", fraction)
                .add("message", message)
                .add("details", details)
                .add("records_processed", recordsProcessed)
                .add("records_failed", recordsFailed)
                .build();
    }

    /**
     * This as it can be kept: the fraction from 0 to 1, the message cut to 1,000 characters.
     *
     * @throws IllegalArgumentException when the details are larger than 16 KiB or cannot be stored, or a count is
     *     negative
     */
    public Progress kept() {
        AttemptProgress kept = new AttemptProgress();
        kept.said(fraction, message, details);
        kept.counted(recordsProcessed, recordsFailed);
        return kept.last().orElseThrow();
    }

    /** The progress kept as JSON, or null for null. */
    public static Progress fromJson(JsonObject json) {
        return json == null
                ? null
                : new Progress(
                        json.get("fraction") instanceof JsonNumber fraction ? fraction.doubleValue() : 0,
                        json.getString("message", ""),
                        json.get("details") instanceof JsonObject details ? details : JsonValue.EMPTY_JSON_OBJECT,
                        count(json, "records_processed"),
                        count(json, "records_failed"));
    }

    private static long count(JsonObject json, String name) {
        return json.get(name) instanceof JsonNumber count ? count.longValue() : 0;
    }
}

package millwright.server.demo;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** A job as the API shows it, as far as a person watching it cares. */
record Job(String id, String state, int stepsTotal, List<Step> steps, Optional<String> error, JsonValue result) {

    /** One step; counts of a step without items are zero. */
    record Step(String name, boolean ended, double fraction, long read, long written, long skipped) {
        boolean hasItems() {
            return read + written + skipped > 0;
        }
    }

    static Job of(JsonObject json) {
        List<Step> steps = json.containsKey("steps") && !json.isNull("steps")
                ? json.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
                        .map(Job::step)
                        .toList()
                : List.of();
        JsonValue error = json.getOrDefault("error", JsonValue.NULL);
        return new Job(
                json.getString("id"),
                json.getString("state"),
                (int) number(json, "steps_total"),
                steps,
                error == JsonValue.NULL ? Optional.empty() : Optional.of(errorLine(error.asJsonObject())),
                json.getOrDefault("result", JsonValue.NULL));
    }

    boolean completed() {
        return state.equals("COMPLETED");
    }

    boolean over() {
        return List.of("COMPLETED", "FAILED", "CANCELLED", "EXPIRED", "STOPPED").contains(state);
    }

    private static Step step(JsonObject json) {
        String status = json.getString("batch_status", "");
        boolean completed = status.equals("COMPLETED");
        double fraction = json.get("fraction") instanceof JsonNumber number ? number.doubleValue() : 0;
        return new Step(
                json.getString("name"),
                completed || status.equals("FAILED") || status.equals("STOPPED"),
                completed ? 1 : Math.max(0, Math.min(1, fraction)),
                number(json, "read_count"),
                number(json, "write_count"),
                number(json, "skip_count"));
    }

    /** 64-bit numbers come as strings. */
    private static long number(JsonObject json, String name) {
        JsonValue value = json.getOrDefault(name, JsonValue.NULL);
        if (value instanceof JsonString string) {
            return Long.parseLong(string.getString());
        }
        return value instanceof JsonNumber number ? number.longValue() : 0;
    }

    private static String errorLine(JsonObject error) {
        return error.getString("code", "ERROR") + ": " + error.getString("message", "no message");
    }
}

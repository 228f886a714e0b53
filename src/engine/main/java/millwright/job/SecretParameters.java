package millwright.job;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import millwright.database.Json;

/**
 * Keeps parameters that a definition declares secret, by {@code "writeOnly": true} or {@code "format": "password"} in
 * its schema, from everybody but the job's own attempts (J33): whoever reads a job finds {@link #MASK} in their place.
 * Thread-safe.
 */
public final class SecretParameters {

    /** What stands in place of a secret. */
    public static final String MASK = "***";

    private static final JsonString MASKED = Json.provider().createValue(MASK);

    private final Definitions definitions;

    public SecretParameters(Definitions definitions) {
        this.definitions = definitions;
    }

    /** The job as anybody may see it. */
    public Job masked(Job job) {
        JsonObject masked = masked(job.definition(), job.parameters());
        return masked.equals(job.parameters()) ? job : job.withParameters(masked);
    }

    public Optional<Job> masked(Optional<Job> job) {
        return job.map(this::masked);
    }

    public List<Job> masked(List<Job> jobs) {
        return jobs.stream().map(this::masked).toList();
    }

    /** All of them where this node does not know the definition: any of them may be secret. */
    public JsonObject masked(String definition, JsonObject parameters) {
        Optional<JobDefinition> known = definitions.find(definition);
        if (known.isEmpty()) {
            var all = Json.provider().createObjectBuilder();
            parameters.keySet().forEach(name -> all.add(name, MASKED));
            return all.build();
        }
        return masked(known.get().parameters().document(), parameters);
    }

    /**
     * Parameters that somebody who saw them masked has sent back: a mask stands for the secret that was there.
     *
     * @param earlier as they were stored
     */
    JsonObject restored(String definition, JsonObject given, JsonObject earlier) {
        JsonObject schema = definitions
                .find(definition)
                .map(known -> properties(known.parameters().document()))
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
        var restored = Json.provider().createObjectBuilder(given);
        given.forEach((name, value) -> {
            if (value.equals(MASKED) && isSecret(schema.get(name)) && earlier.containsKey(name)) {
                restored.add(name, earlier.get(name));
            }
        });
        return restored.build();
    }

    static boolean isSecret(JsonValue schema) {
        return schema instanceof JsonObject object
                && (object.getBoolean("writeOnly", false) || "password".equals(object.getString("format", "")));
    }

    private static JsonObject masked(JsonObject schema, JsonObject value) {
        JsonObject properties = properties(schema);
        JsonObject masked = value;
        for (String name : properties.keySet()) {
            if (value.containsKey(name)) {
                JsonValue shown = masked(properties.get(name), value.get(name));
                if (shown != value.get(name)) {
                    masked = Json.provider()
                            .createObjectBuilder(masked)
                            .add(name, shown)
                            .build();
                }
            }
        }
        return masked;
    }

    private static JsonValue masked(JsonValue schema, JsonValue value) {
        if (isSecret(schema)) {
            return value.getValueType() == JsonValue.ValueType.NULL ? value : MASKED;
        }
        if (!(schema instanceof JsonObject rule)) {
            return value;
        }
        if (value instanceof JsonObject object) {
            return masked(rule, object);
        }
        if (value instanceof JsonArray array && rule.containsKey("items")) {
            var items = Json.provider().createArrayBuilder();
            array.forEach(item -> items.add(masked(rule.get("items"), item)));
            return items.build();
        }
        return value;
    }

    private static JsonObject properties(JsonObject schema) {
        return schema.get("properties") instanceof JsonObject properties ? properties : JsonValue.EMPTY_JSON_OBJECT;
    }
}

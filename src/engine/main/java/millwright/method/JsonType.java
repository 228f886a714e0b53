package millwright.method;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import millwright.database.Json;

/** How values of one Java type look as JSON: made once per type at the start, used by every call. Thread-safe. */
interface JsonType {

    /** The JSON Schema of a value. */
    JsonObject schema();

    /** The Java value of {@code json}, which fits the schema. */
    Object read(JsonValue json);

    /** The JSON of a value of the type, which is not null. */
    JsonValue write(Object value);

    /** Whether a value may be left out, and {@link #absent} stands in for it. */
    default boolean isOptional() {
        return false;
    }

    /** What stands in for a value that was left out or is JSON's null. */
    default Object absent() {
        return null;
    }

    static Object readOrAbsent(JsonType type, JsonValue json) {
        return json == null || (json.getValueType() == JsonValue.ValueType.NULL && type.isOptional())
                ? type.absent()
                : type.read(json);
    }

    static JsonValue writeOrNull(JsonType type, Object value) {
        return value == null ? JsonValue.NULL : type.write(value);
    }

    static JsonObjectBuilder builder() {
        return Json.provider().createObjectBuilder();
    }

    /** {@code schema} of values that may also be null. */
    static JsonObject nullable(JsonObject schema) {
        if (!schema.containsKey("type") || schema.get("type").getValueType() == JsonValue.ValueType.ARRAY) {
            return schema;
        }
        return Json.provider()
                .createObjectBuilder(schema)
                .add(
                        "type",
                        Json.provider()
                                .createArrayBuilder()
                                .add(schema.get("type"))
                                .add("null"))
                .build();
    }
}

package millwright.batch;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.util.Properties;
import java.util.TreeSet;
import millwright.database.Json;
import millwright.job.ParameterSchema;

/** Properties, which are texts, as the parameters of a job: of the types its definition declares, else texts. */
final class OperatorParameters {

    private OperatorParameters() {}

    /** @param properties those in their defaults too; null for none */
    static JsonObject of(Properties properties, ParameterSchema schema) {
        var parameters = Json.provider().createObjectBuilder();
        if (properties != null) {
            for (String name : new TreeSet<>(properties.stringPropertyNames())) {
                parameters.add(name, value(properties.getProperty(name), type(schema, name)));
            }
        }
        return parameters.build();
    }

    private static String type(ParameterSchema schema, String name) {
        JsonValue declared = schema.document().getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT);
        JsonValue rule = declared instanceof JsonObject rules ? rules.get(name) : null;
        return rule instanceof JsonObject object
                        && object.containsKey("type")
                        && object.get("type").getValueType() == ValueType.STRING
                ? object.getString("type")
                : "string";
    }

    /** What is not of the type stays a text: the check of the job's parameters says what is wrong with it. */
    private static JsonValue value(String text, String type) {
        try {
            return switch (type) {
                case "integer", "number" -> Json.provider().createValue(new BigDecimal(text.strip()));
                case "boolean" ->
                    switch (text.strip()) {
                        case "true" -> JsonValue.TRUE;
                        case "false" -> JsonValue.FALSE;
                        default -> Json.provider().createValue(text);
                    };
                case "object", "array" -> Json.value(text);
                default -> Json.provider().createValue(text);
            };
        } catch (NumberFormatException | JsonException e) {
            return Json.provider().createValue(text);
        }
    }
}

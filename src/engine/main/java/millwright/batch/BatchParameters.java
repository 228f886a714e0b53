package millwright.batch;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Properties;

/** A job's parameters as Jakarta Batch wants them: texts. Numbers are written plainly, never as 1E+3. */
final class BatchParameters {

    private BatchParameters() {}

    static Properties of(JsonObject parameters) {
        Properties properties = new Properties();
        parameters.forEach((name, value) -> {
            if (value.getValueType() != JsonValue.ValueType.NULL) {
                properties.setProperty(name, text(value));
            }
        });
        return properties;
    }

    private static String text(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> ((JsonNumber) value).bigDecimalValue().toPlainString();
            default -> value.toString();
        };
    }
}

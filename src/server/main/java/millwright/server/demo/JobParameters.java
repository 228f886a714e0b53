package millwright.server.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Map;

/** Job parameters from the command line: what reads as a number, true or false is one, all else is text. */
final class JobParameters {
    private JobParameters() {}

    static JsonObject of(Map<String, String> given) {
        JsonObjectBuilder parameters = Json.createObjectBuilder();
        given.forEach((name, value) -> parameters.add(name, value(value)));
        return parameters.build();
    }

    private static JsonValue value(String text) {
        if (text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?")) {
            return Json.createValue(new BigDecimal(text));
        }
        return switch (text) {
            case "true" -> JsonValue.TRUE;
            case "false" -> JsonValue.FALSE;
            default -> Json.createValue(text);
        };
    }
}

package millwright.system;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Map;

/**
 * The document as the tests hold the server to it: an answer may have no member that the document does not know. For
 * clients it leaves that open, so that answers may gain members without breaking anyone.
 */
final class StrictDocument {

    private StrictDocument() {}

    static JsonObject of(JsonObject document) {
        String base = document.getJsonArray("servers").getJsonObject(0).getString("url");
        JsonObjectBuilder strict = Json.createObjectBuilder(document).remove("servers");
        JsonObjectBuilder paths = Json.createObjectBuilder();
        document.getJsonObject("paths")
                .forEach((path, item) -> paths.add(
                        // the validator knows one server for all paths: so the paths say it all
                        item.asJsonObject().containsKey("servers") ? path : base + path,
                        Json.createObjectBuilder(item.asJsonObject()).remove("servers")));
        return strict.add("paths", paths)
                .add("components", closed(document.getJsonObject("components")))
                .build();
    }

    private static JsonValue closed(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> closed(value.asJsonObject());
            case ARRAY -> closed(value.asJsonArray());
            default -> value;
        };
    }

    private static JsonObject closed(JsonObject object) {
        JsonObjectBuilder closed = Json.createObjectBuilder();
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            closed.add(member.getKey(), closed(member.getValue()));
        }
        boolean isSchema = object.get("properties") instanceof JsonObject
                && object.getString("type", "").equals("object");
        if (isSchema && !object.containsKey("additionalProperties")) {
            closed.add("additionalProperties", false);
        }
        return closed.build();
    }

    private static JsonArray closed(JsonArray array) {
        JsonArrayBuilder closed = Json.createArrayBuilder();
        array.forEach(item -> closed.add(closed(item)));
        return closed.build();
    }
}

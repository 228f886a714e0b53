package millwright.web.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.web.openapi.Document.Described;
import millwright.web.openapi.OpenApiDocument.Form;
import org.junit.jupiter.api.Test;

/** What the document owes to whoever reads it, whatever it describes. */
class OpenApiDocumentTest {

    @Test
    void namesTheAddressThatTheApplicationHasTheApiAt() { // W101
        JsonObject json = Json.createReader(new StringReader(
                        new String(OpenApiDocument.read(Form.JSON).at("/careers/api/v1"), StandardCharsets.UTF_8)))
                .readObject();
        assertEquals(
                "/careers/api/v1", json.getJsonArray("servers").getJsonObject(0).getString("url"));
        String yaml = new String(OpenApiDocument.read(Form.YAML).at("/careers/api/v1"), StandardCharsets.UTF_8);
        assertTrue(yaml.contains("servers:\n  - url: /careers/api/v1\n"));
    }

    @Test
    void givesEveryOperationAnIdASummaryATagAndItsProblems() {
        Set<String> ids = new HashSet<>();
        Set<String> tags = new HashSet<>();
        Document.WHOLE
                .getJsonArray("tags")
                .forEach(tag -> tags.add(tag.asJsonObject().getString("name")));
        for (Described operation : Document.operations()) {
            JsonObject json = operation.json();
            assertTrue(ids.add(json.getString("operationId")), operation + " has the id of another");
            assertTrue(!json.getString("summary").isBlank(), operation + " has no summary");
            assertTrue(tags.contains(json.getJsonArray("tags").getString(0)), operation + " has no known tag");
            assertTrue(json.getJsonObject("responses").containsKey("default"), operation + " names no problem");
        }
    }

    @Test
    void boundsEveryParameter() {
        List<String> unbounded = new ArrayList<>();
        JsonObject shared = Document.WHOLE.getJsonObject("components").getJsonObject("parameters");
        shared.forEach((name, parameter) -> check(name, parameter.asJsonObject(), unbounded));
        for (Described operation : Document.operations()) {
            if (operation.json().containsKey("parameters")) {
                operation.json().getJsonArray("parameters").stream()
                        .map(JsonValue::asJsonObject)
                        .filter(parameter -> !parameter.containsKey("$ref"))
                        .forEach(parameter -> check(operation.id(), parameter, unbounded));
            }
        }
        assertEquals(List.of(), unbounded);
    }

    private static void check(String where, JsonObject parameter, List<String> unbounded) {
        if (!isBounded(parameter.getJsonObject("schema"))) {
            unbounded.add(where + ": " + parameter.getString("name"));
        }
    }

    private static boolean isBounded(JsonObject schema) {
        JsonObject resolved = resolved(schema);
        return switch (resolved.getString("type")) {
            case "integer" -> resolved.containsKey("minimum") && resolved.containsKey("maximum");
            case "array" -> resolved.containsKey("maxItems") && isBounded(resolved.getJsonObject("items"));
            case "boolean" -> true;
            default ->
                resolved.containsKey("maxLength")
                        || resolved.containsKey("enum")
                        || resolved.containsKey("format")
                        || resolved.containsKey("pattern");
        };
    }

    private static JsonObject resolved(JsonObject schema) {
        return Optional.ofNullable(schema.getString("$ref", null))
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .map(Document.WHOLE.getJsonObject("components").getJsonObject("schemas")::getJsonObject)
                .orElse(schema);
    }

    @Test
    void refusesUnknownMembersOfEveryRequest() { // as the server does
        List<String> open = new ArrayList<>();
        for (Described operation : Document.operations()) {
            JsonObject body = operation.json().getJsonObject("requestBody");
            if (body != null) {
                JsonObject schema = resolved(body.getJsonObject("content")
                        .getJsonObject("application/json")
                        .getJsonObject("schema"));
                if (schema.get("additionalProperties") != JsonValue.FALSE) {
                    open.add(operation.id());
                }
            }
        }
        assertEquals(List.of(), open);
    }

    @Test
    void pointsNowhereInVain() {
        Set<String> missing = new HashSet<>();
        check(Document.WHOLE, missing);
        assertEquals(Set.of(), missing);
    }

    private static void check(JsonValue value, Set<String> missing) {
        switch (value.getValueType()) {
            case OBJECT -> {
                JsonObject object = value.asJsonObject();
                if (object.get("$ref") instanceof JsonString reference) {
                    try {
                        Json.createPointer(reference.getString().substring(1)).getValue(Document.WHOLE);
                    } catch (jakarta.json.JsonException e) {
                        missing.add(reference.getString());
                    }
                }
                object.values().forEach(member -> check(member, missing));
            }
            case ARRAY -> value.asJsonArray().forEach(item -> check(item, missing));
            default -> {}
        }
    }
}

package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import millwright.database.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** J2: what parameters are accepted, and what is said of those that are not. */
class ParameterSchemaTest {

    private static final ParameterSchema SCHEMA = schema(
            """
            "year":   {"type": "integer", "minimum": 1900, "maximum": 2200, "default": 2001},
            "amount": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1e9},
            "name":   {"type": "string", "minLength": 2, "maxLength": 4, "pattern": "^[a-zé😀]+$"},
            "day":    {"type": "string", "format": "date"},
            "mode":   {"type": "string", "enum": ["fast", "exact"]},
            "sure":   {"type": "boolean"},
            "free":   {"type": "string"},
            "any":    {"type": "number"}
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"year\": 1900}",
                "{\"year\": 2200}",
                "{\"year\": 2.001e3}",
                "{\"year\": 2000.0}",
                "{\"amount\": 0.000001}",
                "{\"amount\": 999999999.999}",
                "{\"name\": \"ab\"}",
                "{\"name\": \"é😀é😀\"}",
                "{\"day\": \"2000-02-29\"}",
                "{\"mode\": \"fast\"}",
                "{\"sure\": false}",
                "{\"free\": \"\"}",
                "{\"any\": -1e900}"
            })
    void whatFitsIsAccepted(String parameters) {
        JsonObject given = Json.object(parameters);
        JsonObject completed = SCHEMA.complete(given);
        given.forEach((name, value) -> assertEquals(value, completed.get(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"year\": 1899}",
                "{\"year\": 2201}",
                "{\"year\": 2000.5}",
                "{\"year\": \"2000\"}",
                "{\"year\": null}",
                "{\"year\": 1e999999999}",
                "{\"amount\": 0}",
                "{\"amount\": 1e9}",
                "{\"amount\": 1e-999999999}",
                "{\"name\": \"a\"}",
                "{\"name\": \"abcde\"}",
                "{\"name\": \"AB\"}",
                "{\"day\": \"2001-02-29\"}",
                "{\"day\": \"01.02.2001\"}",
                "{\"mode\": \"Fast\"}",
                "{\"sure\": \"true\"}",
                "{\"sure\": 1}",
                "{\"free\": \"a\\u0000b\"}",
                "{\"free\": [\"a\"]}",
                "{\"free\": {}}",
                "{\"any\": 1e1001}",
                "{\"any\": -1e-1002}"
            })
    void whatDoesNotFitIsRefusedAtItsPlace(String parameters) {
        String name = Json.object(parameters).keySet().iterator().next();
        List<Violation> violations = violations(SCHEMA, parameters);
        assertEquals(1, violations.size());
        assertEquals("/parameters/" + name, violations.get(0).pointer());
        assertTrue(violations.get(0).detail().contains(", expected "), violations.toString());
    }

    @Test
    void aRefusalSaysWhatWasFoundAndWhatWasExpected() {
        assertEquals(
                "is 1899, expected an integer, at least 1900, at most 2200",
                violations(SCHEMA, "{\"year\": 1899}").get(0).detail());
        assertEquals(
                "is \"slow\", expected a text, one of \"fast\", \"exact\"",
                violations(SCHEMA, "{\"mode\": \"slow\"}").get(0).detail());
        assertEquals(
                "is 0, expected a number, above 0, below 1000000000",
                violations(SCHEMA, "{\"amount\": 0}").get(0).detail());
    }

    @Test
    void aHugeValueIsNotRepeatedInTheRefusal() {
        String detail = violations(SCHEMA, "{\"name\": \"" + "x".repeat(10_000) + "\"}")
                .get(0)
                .detail();
        assertTrue(detail.length() < 300, detail);
    }

    @Test
    void defaultsAreFilledInForWhatIsNotGiven() {
        assertEquals(Json.object("{\"year\": 2001}"), SCHEMA.complete(Json.object("{}")));
        assertEquals(Json.object("{\"year\": 1999}"), SCHEMA.complete(Json.object("{\"year\": 1999}")));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertEquals(
                3, violations(SCHEMA, "{\"year\": 1, \"mode\": 2, \"yaer\": 3}").size());
    }

    @Test
    void anUnknownParameterIsRefusedWithTheNearestName() {
        List<Violation> violations = violations(SCHEMA, "{\"yaer\": 2001}");
        assertEquals(
                "unknown parameter 'yaer' (nearest: 'year')", violations.get(0).detail());
        assertEquals(
                "unknown parameter 'a': this definition takes none",
                violations(schema(""), "{\"a\": 1}").get(0).detail());
    }

    @Test
    void aPointerEscapesWhatJsonPointersEscape() {
        assertEquals(
                "/parameters/a~1b~0c",
                violations(SCHEMA, "{\"a/b~c\": 1}").get(0).pointer());
    }

    @Test
    void aRequiredParameterWithoutDefaultMustBeGiven() {
        ParameterSchema schema = ParameterSchema.of(
                Json.object(
                        """
                {"type": "object", "required": ["file", "year"],
                 "properties": {"file": {"type": "string"}, "year": {"type": "integer", "default": 1}}}
                """));
        assertEquals(List.of(new Violation("/parameters/file", "is required: a text")), violations(schema, "{}"));
        assertEquals(Json.object("{\"file\": \"a\", \"year\": 1}"), schema.complete(Json.object("{\"file\": \"a\"}")));
    }

    @Test
    void withoutASchemaAnyScalarsAreAccepted() {
        JsonObject given = Json.object("{\"a\": 1, \"b\": \"x\", \"c\": true}");
        assertEquals(given, ParameterSchema.any().complete(given));
        assertEquals(1, violations(ParameterSchema.any(), "{\"a\": []}").size());
        assertEquals(1, violations(ParameterSchema.any(), "{\"a\": 1e1001}").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"array\"}",
                "{\"propertys\": {}}",
                "{\"properties\": {\"a\": 1}}",
                "{\"properties\": {\"a\": {}}}",
                "{\"properties\": {\"a\": {\"type\": \"object\"}}}",
                "{\"properties\": {\"a\": {\"type\": \"integer\", \"minimun\": 1}}}",
                "{\"properties\": {\"a\": {\"type\": \"string\", \"format\": \"email\"}}}",
                "{\"properties\": {\"a\": {\"type\": \"string\", \"pattern\": \"[\"}}}",
                "{\"properties\": {\"a\": {\"type\": \"integer\", \"maximum\": 5, \"default\": 6}}}",
                "{\"required\": [\"a\"], \"properties\": {}}"
            })
    void aSchemaWithWhatIsNotSupportedIsRefusedWhenItIsRead(String document) {
        assertThrows(IllegalArgumentException.class, () -> ParameterSchema.of(Json.object(document)));
    }

    private static ParameterSchema schema(String properties) {
        return ParameterSchema.of(Json.object("{\"type\": \"object\", \"properties\": {" + properties + "}}"));
    }

    private static List<Violation> violations(ParameterSchema schema, String parameters) {
        return assertThrows(InvalidRequestException.class, () -> schema.complete(Json.object(parameters)))
                .violations();
    }
}

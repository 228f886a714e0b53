package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonObject;
import java.util.List;
import millwright.database.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** J2: parameters that hold lists and objects, and where exactly something is wrong with them. */
class NestedSchemaTest {

    private static final ParameterSchema SCHEMA = ParameterSchema.nested(
            Json.object(
                    """
                    {"type": "object", "required": ["lines"], "properties": {
                      "lines": {"type": "array", "items": {
                        "type": "object", "required": ["amount"], "properties": {
                          "amount": {"type": "number", "minimum": 0},
                          "note":   {"type": ["string", "null"], "maxLength": 5},
                          "paid":   {"type": "string", "format": "date"}}}},
                      "tags":  {"type": "array", "uniqueItems": true, "items": {"type": "string"}},
                      "rates": {"type": "object", "additionalProperties": {"type": "number"}},
                      "extra": {},
                      "mode":  {"type": "array", "items": {"type": "integer"}, "default": [1, 2]}}}
                    """));

    @Test
    void whatFitsIsAcceptedAndCompleted() {
        JsonObject given = Json.object(
                """
                {"lines": [{"amount": 1, "note": null}, {"amount": 2.5, "note": "a", "paid": "2001-12-31"}],
                 "tags": ["a", "b"], "rates": {"EUR": 1.1}, "extra": {"any": ["thing", {"at": "all"}]}}
                """);
        JsonObject completed = SCHEMA.complete(given);
        given.forEach((name, value) -> assertEquals(value, completed.get(name)));
        assertEquals(Json.array("[1, 2]"), completed.get("mode"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        {"lines": 1}                                   | /parameters/lines
        {"lines": [{"amount": 1}, {"amount": "1"}]}    | /parameters/lines/1/amount
        {"lines": [{"amount": -1}]}                    | /parameters/lines/0/amount
        {"lines": [{}]}                                | /parameters/lines/0/amount
        {"lines": [{"amount": 1, "nite": "x"}]}        | /parameters/lines/0/nite
        {"lines": [{"amount": 1, "note": "longer"}]}   | /parameters/lines/0/note
        {"lines": [{"amount": 1, "paid": "31.12."}]}   | /parameters/lines/0/paid
        {"lines": [null]}                              | /parameters/lines/0
        {"lines": [], "tags": ["a", "a"]}              | /parameters/tags/1
        {"lines": [], "rates": {"a/b": true}}          | /parameters/rates/a~1b
        {"lines": [], "extra": {"a": [1e999999999]}}   | /parameters/extra/a/0
        {"lines": [], "unknown": 1}                    | /parameters/unknown
        {}                                             | /parameters/lines
        """)
    void theViolationPointsToTheValue(String parameters, String pointer) {
        List<Violation> violations = assertThrows(
                        InvalidRequestException.class, () -> SCHEMA.complete(Json.object(parameters)))
                .violations();
        assertEquals(
                List.of(pointer), violations.stream().map(Violation::pointer).toList());
    }

    @Test
    void theViolationSaysWhatWasExpected() {
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class,
                () -> SCHEMA.complete(Json.object("{\"lines\": [{\"amount\": 1, \"nite\": 1}, 7]}")));
        assertEquals(
                List.of(
                        new Violation("/parameters/lines/0/nite", "unknown member 'nite' (nearest: 'note')"),
                        new Violation("/parameters/lines/1", "is 7, expected an object with amount, note, paid")),
                refused.violations());
    }

    @ParameterizedTest
    @CsvSource({
        "date-time,2001-12-31T13:45:00Z,2001-12-31",
        "duration,PT1H,1h",
        "uuid,01a20470-edaa-7a4b-8b70-21a22d8c06f6,1-1-1-1-1",
        "time-zone,Europe/Berlin,Europe/Nowhere",
        "year-month,2001-12,2001-13",
        "month-day,--12-31,12-31",
        "local-time,13:45,25:00",
        "local-date-time,2001-12-31T13:45,2001-12-31T25:45",
        "zoned-date-time,2001-12-31T13:45+01:00[Europe/Berlin],2001-12-31T13:45",
        "time,13:45Z,13:45",
        "period,P1Y,1Y",
        "uri,https://example.org,a b",
        "currency,EUR,EURO",
        "base64,AAEC,%"
    })
    void aTextOfAFormatIsRead(String format, String good, String bad) {
        ParameterSchema schema = ParameterSchema.nested(
                Json.object("{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\", \"format\": \""
                        + format + "\"}}}"));
        JsonObject fits = Json.object("{\"a\": \"" + good + "\"}");
        assertEquals(fits, schema.complete(fits));
        assertThrows(InvalidRequestException.class, () -> schema.complete(Json.object("{\"a\": \"" + bad + "\"}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"properties\": {\"a\": 1}}",
                "{\"properties\": {\"a\": {\"type\": \"array\", \"items\": {\"type\": \"strin\"}}}}",
                "{\"properties\": {\"a\": {\"type\": \"array\", \"item\": {}}}}",
                "{\"properties\": {\"a\": {\"type\": \"array\", \"items\": {\"type\": \"integer\"}, \"default\": [true]}}}",
                "{\"properties\": {\"a\": {\"type\": \"object\", \"propertys\": {}}}}"
            })
    void aSchemaWithWhatIsNotSupportedIsRefused(String document) {
        assertThrows(IllegalArgumentException.class, () -> ParameterSchema.nested(Json.object(document)));
    }

    @Test
    void aHundredViolationsAreEnough() {
        String many = "1,".repeat(500) + "1";
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class, () -> SCHEMA.complete(Json.object("{\"lines\": [" + many + "]}")));
        assertEquals(ParameterSchema.MOST_VIOLATIONS, refused.violations().size());
    }
}

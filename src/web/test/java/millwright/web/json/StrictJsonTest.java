package millwright.web.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import millwright.job.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds W10 and W11. */
class StrictJsonTest {

    @Test
    void readsEveryKindOfValue() {
        JsonObject object = StrictJson.read(
                        """
                        {"text": "a\\u00e4\\n", "number": -1.50e2, "yes": true, "no": false, "none": null,
                         "list": [1, [], {}], "object": {"": 0}}
                        """)
                .value()
                .asJsonObject();

        assertEquals("aä\n", object.getString("text"));
        assertEquals(-150, object.getInt("number"));
        assertTrue(object.getBoolean("yes"));
        assertTrue(object.isNull("none"));
        assertEquals(3, object.getJsonArray("list").size());
        assertEquals(0, object.getJsonObject("object").getInt(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{]",
                "[",
                "[}",
                "[1,]",
                "[1 2]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "{\"a\":1,,\"b\":2}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":'b'}",
                "{\"a\":\"b}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":0x1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":tru}",
                "{\"a\":TRUE}",
                "{\"a\":undefined}",
                "{\"a\":1}}",
                "{\"a\":1}{",
                "{\"a\":1} x",
                "{\"a\":1}//c",
                "/*c*/{}",
                "{\"a\":1,\"b\"",
                "{\"a\":[1,{\"b\":2]}",
                "x",
                "\"",
                "-",
                "nul",
                "definition=tiny",
                "<job/>",
                "\u0000",
                "{}\u0000",
                "{} {}"
            })
    void saysWhereATextStopsBeingJson(String text) {
        var refusal = assertThrows(MalformedJsonException.class, () -> StrictJson.read(text));

        assertTrue(refusal.getMessage().matches("the body is not JSON at line \\d+, column \\d+"), refusal::getMessage);
    }

    @Test
    void countsLinesAndColumnsFromOne() {
        var refusal =
                assertThrows(MalformedJsonException.class, () -> StrictJson.read("{\n  \"a\": 1,\n  \"b\": ?\n}"));

        assertTrue(refusal.getMessage().startsWith("the body is not JSON at line 3, column "), refusal::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\r "})
    void refusesAnEmptyBody(String text) {
        var refusal = assertThrows(MalformedJsonException.class, () -> StrictJson.read(text));

        assertEquals("the body is empty, expected a JSON object", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[[],"})
    void refusesDepthBeforeItIsDangerous(String opening) {
        var refusal = assertThrows(MalformedJsonException.class, () -> StrictJson.read(opening.repeat(500_000)));

        assertTrue(refusal.getMessage().startsWith("the body is nested deeper than 64 levels"), refusal::getMessage);
    }

    @Test
    void takesAnyDepthAJobCouldWant() {
        String text = "[".repeat(60) + "]".repeat(60);

        assertEquals(text, StrictJson.read(text).value().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"a":1,"a":2}                 | /a     | is given twice
                    {"a":{"b":[0,{"c":1,"c":1}]}} | /a/b/1/c | is given twice
                    {"a/b~c":1,"a/b~c":2}         | /a~1b~0c | is given twice
                    {"a":1e1001}                  | /a     | is a number of more than 1000 digits
                    {"a":1e-1001}                 | /a     | is a number of more than 1000 digits
                    {"a":[1e99999999999]}         | /a/0   | is a number of more than 1000 digits
                    {"a":"\\ud800"}               | /a     | holds half of a surrogate pair, which is no character
                    {"a":["x","\\udc00\\ud800"]}  | /a/1   | holds half of a surrogate pair, which is no character
                    """)
    void pointsAtWhatIsJsonAndStillNoValue(String text, String pointer, String detail) {
        assertEquals(
                List.of(new Violation(pointer, detail)), StrictJson.read(text).violations());
    }

    @Test
    void takesWholeSurrogatePairs() {
        assertEquals(List.of(), StrictJson.read("{\"\\ud83d\\ude00\":\"😀\"}").violations());
    }

    @Test
    void neverComputesANumberOfAMillionDigits() {
        assertEquals(
                "is a number of more than 1000 digits",
                StrictJson.read("[" + "9".repeat(2_000_000) + "]")
                        .violations()
                        .get(0)
                        .detail());
    }

    @Test
    void stopsCountingWhatIsWrong() {
        assertEquals(
                StrictJson.MOST_VIOLATIONS,
                StrictJson.read("[" + "1e2000,".repeat(200_000) + "1]")
                        .violations()
                        .size());
    }
}

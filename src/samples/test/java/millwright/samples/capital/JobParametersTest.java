package millwright.samples.capital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The job XML and the schema of its parameters belong together. */
class JobParametersTest {

    private static final Pattern PARAMETER = Pattern.compile("jobParameters\\['(\\w+)']");
    private static final Map<String, JsonValue.ValueType> TYPES = Map.of(
            "string", JsonValue.ValueType.STRING,
            "integer", JsonValue.ValueType.NUMBER,
            "number", JsonValue.ValueType.NUMBER);

    @Test
    void declaresEveryParameterOfTheJob() throws IOException {
        Set<String> used = PARAMETER
                .matcher(new String(resource("operational-risk-capital.xml").readAllBytes(), StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .map(found -> found.replaceAll(".*'(\\w+)'.*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(used, new TreeSet<>(schema().keySet()));
    }

    @Test
    void hasADefaultOfTheRightTypeAndRangeForEach() throws IOException {
        schema().forEach((name, value) -> {
            JsonObject property = value.asJsonObject();
            JsonValue byDefault = property.get("default");
            if (property.getString("type").equals("boolean")) {
                assertTrue(byDefault == JsonValue.TRUE || byDefault == JsonValue.FALSE, name);
                return;
            }
            assertEquals(TYPES.get(property.getString("type")), byDefault.getValueType(), name);
            if (byDefault instanceof JsonNumber number) {
                assertInRange(name, property, number.bigDecimalValue());
            }
        });
    }

    @Test
    void showsAMultiplierOfItsOwnByDefault() throws IOException {
        BigDecimal indicator = schema().getJsonObject("business_indicator")
                .getJsonNumber("default")
                .bigDecimalValue();

        assertEquals(2, StandardisedApproach.bucket(indicator));
    }

    private static void assertInRange(String name, JsonObject property, BigDecimal value) {
        if (property.containsKey("minimum")) {
            assertTrue(value.compareTo(property.getJsonNumber("minimum").bigDecimalValue()) >= 0, name);
        }
        if (property.containsKey("exclusiveMinimum")) {
            assertTrue(
                    value.compareTo(property.getJsonNumber("exclusiveMinimum").bigDecimalValue()) > 0, name);
        }
        assertTrue(value.compareTo(property.getJsonNumber("maximum").bigDecimalValue()) <= 0, name);
    }

    private static JsonObject schema() throws IOException {
        try (JsonReader reader = Json.createReader(resource("operational-risk-capital.schema.json"))) {
            return reader.readObject().getJsonObject("properties");
        }
    }

    private static InputStream resource(String name) throws IOException {
        return CapitalBatchlet.class.getResource("/META-INF/batch-jobs/" + name).openStream();
    }
}

package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.File;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B12: parameters and properties arrive typed, in beans and in plain classes. */
@PostgresTest
class BatchPropertyTest {

    private final BatchBench bench;
    private final AtomicReference<TypedProperties> seen = new AtomicReference<>();

    BatchPropertyTest(TestDatabase database) {
        bench = new BatchBench(database);
    }

    @BeforeEach
    void watch() {
        TypedProperties.seen = seen::set;
    }

    @ParameterizedTest
    @ValueSource(strings = {"typedBatchlet", "millwright.batch.PlainTypedBatchlet"})
    void everyUsualTypeIsInjected(String ref) throws Exception {
        run(
                ref,
                "{}",
                Map.ofEntries(
                        Map.entry("whole", "-7"),
                        Map.entry("big", "5000000000"),
                        Map.entry("part", "0.5"),
                        Map.entry("yes", "true"),
                        Map.entry("boxed", "8"),
                        Map.entry("amount", "12.340"),
                        Map.entry("text", "a, b"),
                        Map.entry("the-day", "2001-12-31"),
                        Map.entry("at", "2001-12-31T13:45:00Z"),
                        Map.entry("patience", "PT1H30M"),
                        Map.entry("unit", "SECONDS"),
                        Map.entry("file", "a/b"),
                        Map.entry("path", "a/b"),
                        Map.entry("url", "http://localhost:1/x"),
                        Map.entry("uri", "urn:x"),
                        Map.entry("id", "01234567-89ab-cdef-0123-456789abcdef"),
                        Map.entry("type", "java.lang.String"),
                        Map.entry("words", "a, b"),
                        Map.entry("numbers", "1, 2,3"),
                        Map.entry("days", "2001-12-31,2002-01-01"),
                        Map.entry("map", "a=1,b=2"),
                        Map.entry("array", "a,b"),
                        Map.entry("units", "SECONDS,DAYS")));
        TypedProperties typed = seen.get();
        assertEquals(-7, typed.whole);
        assertEquals(5_000_000_000L, typed.big);
        assertEquals(0.5, typed.part);
        assertTrue(typed.yes);
        assertEquals(8, typed.boxed);
        assertEquals(new BigDecimal("12.340"), typed.amount);
        assertEquals("a, b", typed.text);
        assertEquals(LocalDate.of(2001, 12, 31), typed.day);
        assertEquals(Instant.parse("2001-12-31T13:45:00Z"), typed.at);
        assertEquals(Duration.ofMinutes(90), typed.patience);
        assertEquals(TimeUnit.SECONDS, typed.unit);
        assertEquals(new File("a/b"), typed.file);
        assertEquals(Path.of("a/b"), typed.path);
        assertEquals("http://localhost:1/x", typed.url.toString());
        assertEquals(URI.create("urn:x"), typed.uri);
        assertEquals(UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"), typed.id);
        assertEquals(String.class, typed.type);
        assertEquals(List.of("a", "b"), typed.words);
        assertEquals(List.of(1, 2, 3), typed.numbers);
        assertEquals(Set.of(LocalDate.of(2001, 12, 31), LocalDate.of(2002, 1, 1)), typed.days);
        assertEquals(Map.of("a", "1", "b", "2"), typed.map);
        assertArrayEquals(new String[] {"a", "b"}, typed.array);
        assertArrayEquals(new TimeUnit[] {TimeUnit.SECONDS, TimeUnit.DAYS}, typed.units);
        assertEquals("as declared", typed.unset);
        assertEquals(Duration.ofSeconds(5), typed.unsetPatience);
    }

    @Test
    void typedParametersArriveThroughTheExpression() {
        run(
                "typedBatchlet",
                "{\"n\": 1e3, \"yes\": true, \"day\": \"2001-12-31\", \"amount\": 0.10}",
                Map.of(
                        "whole", "#{jobParameters['n']}",
                        "yes", "#{jobParameters['yes']}",
                        "the-day", "#{jobParameters['day']}",
                        "amount", "#{jobParameters['amount']}",
                        "big", "#{jobParameters['none']}?:6;"));
        assertEquals(1000, seen.get().whole);
        assertTrue(seen.get().yes);
        assertEquals(LocalDate.of(2001, 12, 31), seen.get().day);
        assertEquals(new BigDecimal("0.10"), seen.get().amount);
        assertEquals(6, seen.get().big);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    typedBatchlet, whole, many, int
                    millwright.batch.PlainTypedBatchlet, whole, many, int
                    typedBatchlet, the-day, 31.12.2001, java.time.LocalDate
                    millwright.batch.PlainTypedBatchlet, the-day, 31.12.2001, java.time.LocalDate
                    typedBatchlet, unit, YEARS, java.util.concurrent.TimeUnit
                    typedBatchlet, numbers, "1,x", java.util.List<java.lang.Integer>
                    """)
    void aTextThatIsNoSuchValueFailsTheJobAndNamesTheProperty(String ref, String property, String text, String type) {
        AttemptEnd end = end(ref, "{}", Map.of(property, text));
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        String message = end.error().message();
        assertTrue(message.contains("property '" + property + "' of millwright.batch.TypedProperties"), message);
        assertTrue(message.contains("expected a " + type), message);
        assertEquals("CONFIGURATION_ERROR", end.error().code());
    }

    private void run(String ref, String parameters, Map<String, String> properties) {
        AttemptEnd end = end(ref, parameters, properties);
        assertEquals(AttemptOutcome.COMPLETED, end.outcome(), () -> end.error().message());
    }

    private AttemptEnd end(String ref, String parameters, Map<String, String> properties) {
        StringBuilder document =
                new StringBuilder("<job id='typed'><step id='only'><batchlet ref='" + ref + "'>" + "<properties>");
        properties.forEach((name, value) -> document.append("<property name='" + name + "' value=\"" + value + "\"/>"));
        document.append("</properties></batchlet></step></job>");
        JsonObject given = bench.runner()
                .inlineJobXml()
                .request(document.toString(), Json.object(parameters), "ann")
                .parameters();
        return bench.run(bench.claim(InlineJobXml.DEFINITION, given));
    }
}

package millwright.items.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.OutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import millwright.items.testing.ReadItems;
import millwright.retry.JobException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("UnnecessaryAssignment") // no container sets the properties here
class JsonLinesReaderTest {

    record Order(long id, Customer customer, List<Position> positions, Map<String, String> notes, JsonObject extra) {}

    record Customer(String name, LocalDate since) {}

    record Position(int count, BigDecimal price) {
        Position {
            if (count < 1) {
                throw new IllegalArgumentException("count is " + count + ", expected one from 1");
            }
        }
    }

    private static final String HOSTILE =
            """
            \uFEFF{"id": 1, "customer": {"name": "Müller 😀\\n", "since": "2026-01-31"}, "positions": [{"count": 2, "price": 1.50}], "notes": {"a": "b"}, "extra": {"x": [1]}, "unknown": 5}

            {"id": 2.0e0, "customer": null, "positions": []}\r
            {"id": null}
            {"id": 3, "customer": {"name": 5}}
            {"id": 4, "positions": [{"count": 1}, {"count": 0}]}
            {"id": 5, "positions": [{"count": 1}, {"count": "x"}]}
            [1]
            {"id": 6
            {"id": 7, "customer": {"since": "2026-02-30"}}
            {"id": 8}""";

    @TempDir
    private Path folder;

    @Test
    void makesRecordsAndRefusesWrongOnesByLine() throws Exception { // I4
        List<Object> items = ReadItems.all(orders(file("o.jsonl", HOSTILE)));
        assertEquals(
                List.of(
                        new Order(
                                1,
                                new Customer("Müller 😀\n", LocalDate.of(2026, 1, 31)),
                                List.of(new Position(2, new BigDecimal("1.50"))),
                                Map.of("a", "b"),
                                Json.createObjectBuilder()
                                        .add("x", Json.createArrayBuilder().add(1))
                                        .build()),
                        new Order(2, null, List.of(), null, null),
                        "line 4: 'id' is null, expected a value",
                        "line 5: 'customer.name' is 5, expected a text",
                        "line 6: count is 0, expected one from 1",
                        "line 7: 'positions[1].count' is \"x\", expected a whole number from -2147483648 to 2147483647",
                        "line 8: it is a JSON array, expected an object"),
                items.subList(0, 7));
        assertEquals("line 9: it is no JSON: ", items.get(7).toString().substring(0, 23));
        assertEquals(
                List.of(
                        "line 10: 'customer.since' is \"2026-02-30\", expected a date such as 2026-11-23",
                        new Order(8, null, null, null, null)),
                items.subList(8, 10));
        assertEquals(10, items.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"o.jsonl", "o.jsonl.gz"})
    void goesOnBehindAnyLineAsIfItHadNeverStopped(String name) throws Exception { // I2, I3
        Path file = file(name, HOSTILE);
        List<Object> all = ReadItems.all(orders(file));
        for (int read = 0; read <= all.size(); read++) {
            JsonLinesReader first = orders(file);
            first.open(null);
            assertEquals(all.subList(0, read), ReadItems.some(first, read));
            Serializable checkpoint = ReadItems.stored(first.checkpointInfo());
            first.close();
            assertEquals(all.subList(read, all.size()), ReadItems.from(orders(file), checkpoint));
        }
    }

    @Test
    void givesObjectsAsTheyAreAndTheFractionRead() throws Exception { // I6
        JsonLinesReader reader = reader(file("o.jsonl", "{\"a\": [1]}\n".repeat(20_000)));
        reader.open(null);
        for (int i = 0; i < 10_000; i++) {
            assertEquals("{\"a\":[1]}", reader.readItem().toString());
        }
        assertEquals(0.5, reader.fractionRead(), 0.001);
        assertEquals(10_000, ReadItems.some(reader, Integer.MAX_VALUE).size());
        assertEquals(1, reader.fractionRead(), 0.001);
        reader.close();
    }

    @Test
    void refusesALineLongerThanMemoryShouldBear() throws Exception {
        Path file = file("long.jsonl", "{\"a\":\"" + "x".repeat(40 << 20) + "\"}\n{\"a\":1}");
        List<Object> items = ReadItems.all(reader(file));
        assertEquals("line 1: the line is longer than 16777216 bytes", items.get(0));
        assertEquals("{\"a\":1}", items.get(1).toString());
        assertEquals(2, items.size());
    }

    record Wrong(Thread thread) {}

    @Test
    void refusesWhatCannotBeMade() throws Exception { // I1
        JsonLinesReader reader = reader(file("o.jsonl", "{}"));
        reader.beanType = Wrong.class.getName();
        String message =
                assertThrows(JobException.class, () -> reader.open(null)).getMessage();
        assertEquals(
                "'thread' of millwright.items.json.JsonLinesReaderTest$Wrong is a java.lang.Thread, expected a record, a"
                        + " List or a Map<String, ...>",
                message.substring(0, message.indexOf(" of what")));
        JsonLinesReader none = reader(folder.resolve("none.jsonl"));
        assertEquals(
                "property 'file' is '" + folder.resolve("none.jsonl")
                        + "': there is no such file; expected the absolute" + " path of a file on the server",
                assertThrows(JobException.class, () -> none.open(null)).getMessage());
    }

    private static JsonLinesReader reader(Path file) {
        JsonLinesReader reader = new JsonLinesReader();
        reader.file = file.toString();
        return reader;
    }

    private static JsonLinesReader orders(Path file) {
        JsonLinesReader reader = reader(file);
        reader.beanType = Order.class.getName();
        return reader;
    }

    private Path file(String name, String content) throws Exception {
        Path file = folder.resolve(name);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}

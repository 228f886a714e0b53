package millwright.items.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.items.file.FilePosition;
import millwright.items.file.WriterProperties;
import millwright.retry.JobException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesWriterTest {

    record Item(long id, String name, BigDecimal amount, List<Object> list, Instant at, Object more) {}

    @TempDir
    private Path folder;

    private boolean stepHasEnded = true;

    @Test
    void writesAnObjectALine() throws Exception {
        Path file = folder.resolve("out.jsonl");
        JsonLinesWriter writer = writer(file);
        writer.open(null);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a\n\"", null);
        map.put("b", new int[] {1, 2});
        map.put("c", Optional.of(Map.of()));
        writer.writeItems(List.of(
                new Item(
                        1,
                        "tab\t\u0001 \\ Ü😀",
                        new BigDecimal("1.50"),
                        Arrays.asList(true, null),
                        Instant.EPOCH,
                        Json.createObjectBuilder().add("x", 1).build()),
                map));
        writer.close();
        assertEquals(
                """
                {"id":1,"name":"tab\\t\\u0001 \\\\ Ü😀","amount":1.50,"list":[true,null],"at":"1970-01-01T00:00:00Z","more":{"x":1}}
                {"a\\n\\"":null,"b":[1,2],"c":{}}
                """,
                Files.readString(file));
        Json.createReader(Files.newBufferedReader(file)).readObject();
    }

    @Test
    void leavesTheSameAfterARestart() throws Exception { // I2
        Path file = folder.resolve("out.jsonl");
        JsonLinesWriter killed = writer(file);
        killed.open(null);
        killed.writeItems(List.of(Map.of("a", 1)));
        FilePosition checkpoint = killed.checkpointInfo();
        killed.writeItems(List.of(Map.of("a", 2)));
        killed.checkpointInfo();
        stepHasEnded = false;
        killed.close();

        stepHasEnded = true;
        JsonLinesWriter second = writer(file);
        second.open(checkpoint);
        second.writeItems(List.of(Map.of("a", 3)));
        second.close();
        assertEquals("{\"a\":1}\n{\"a\":3}\n", Files.readString(file));
    }

    @Test
    void namesTheItemThatIsNoJson() throws Exception { // I4
        JsonLinesWriter writer = writer(folder.resolve("out.jsonl"));
        writer.open(null);
        assertEquals(
                "item 2 of the chunk's 2 ({a=NaN}): JSON has no number NaN",
                assertThrows(
                                JobException.class,
                                () -> writer.writeItems(List.of(Map.of("a", 1), Map.of("a", Double.NaN))))
                        .getMessage());
        String message = assertThrows(JobException.class, () -> writer.writeItems(List.of(Thread.currentThread())))
                .getMessage();
        assertTrue(message.contains("a value is of java.lang.Thread, expected records, maps"), message);
        stepHasEnded = false;
        writer.close();
    }

    private JsonLinesWriter writer(Path file) {
        JsonLinesWriter writer = new JsonLinesWriter(() -> stepHasEnded);
        WriterProperties.file(writer, file);
        return writer;
    }
}

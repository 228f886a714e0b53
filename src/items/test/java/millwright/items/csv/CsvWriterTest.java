package millwright.items.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import millwright.items.file.WriterProperties;
import millwright.items.testing.ReadItems;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("UnnecessaryAssignment") // no container sets the properties here
class CsvWriterTest {

    private static final int CHUNK = 7;

    @TempDir
    private Path folder;

    private boolean stepHasEnded;

    @ParameterizedTest
    @ValueSource(strings = {"out.csv", "out.csv.gz"})
    void leavesTheSameBytesHoweverOftenItIsKilled(String name) throws Exception { // I2
        List<Object> items = customers(50);
        Path whole = folder.resolve("whole-" + name);
        write(writer(whole), null, items, items.size());
        for (int kill = 0; kill < 8; kill++) {
            Path file = folder.resolve(kill + name);
            CsvWriter killed = writer(file);
            Serializable checkpoint = write(killed, null, items, kill * CHUNK);
            // the next chunk is written, and the node dies before its transaction commits
            killed.writeItems(items.subList(0, 3));
            killed.checkpointInfo();
            stepHasEnded = false;
            killed.close();
            assertFalse(Files.exists(file), "not done, not there"); // I5

            write(
                    writer(file),
                    ReadItems.stored(checkpoint),
                    items.subList(kill * CHUNK, items.size()),
                    items.size() - kill * CHUNK);
            assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(file));
            assertFalse(Files.exists(folder.resolve(file + ".part")));
        }
        assertEquals(51, content(whole).lines().count());
    }

    @Test
    void endsOnceMoreWhenTheStepsEndWasNotRecorded() throws Exception { // I2
        Path file = folder.resolve("out.csv");
        Serializable checkpoint = write(writer(file), null, customers(5), 5);
        String content = content(file);
        write(writer(file), checkpoint, List.of(), 0);
        assertEquals(content, content(file));
    }

    @Test
    void quotesWhatNeedsIt() throws Exception {
        Path file = folder.resolve("out.csv");
        CsvWriter writer = writer(file);
        writer.separator = ";";
        writer.lineEnd = "crlf";
        writer.columns = "id, name, amount";
        write(
                writer,
                null,
                List.of(
                        Map.of("id", 1, "name", "a;b \"c\"\nd", "amount", new BigDecimal("1E+3")),
                        customers(2).get(1),
                        new Account(),
                        List.of(1, "x", 2)),
                4);
        assertEquals(
                "id;name;amount\r\n1;\"a;b \"\"c\"\"\nd\";1000\r\n1;name 1;1.50\r\n9;bean;0\r\n1;x;2\r\n",
                content(file));
    }

    /** A bean, and not in the order of the columns. */
    public static final class Account {
        public BigDecimal getAmount() {
            return BigDecimal.ZERO;
        }

        public long getId() {
            return 9;
        }

        public String getName() {
            return "bean";
        }
    }

    @Test
    void leavesAnEmptyFileOfNoItems() throws Exception {
        Path file = folder.resolve("out.csv");
        CsvWriter writer = writer(file);
        writer.columns = "id,name";
        write(writer, null, List.of(), 0);
        assertEquals("id,name\n", content(file));
    }

    @Test
    void writesNothingOfAChunkThatFails() throws Exception { // I2
        Path file = folder.resolve("out.csv");
        CsvWriter writer = writer(file);
        writer.open(null);
        writer.writeItems(customers(2));
        Serializable before = writer.checkpointInfo();
        List<Object> mixed = new ArrayList<>(customers(1));
        mixed.add(Map.of("id", 1, "nam", "x"));
        JobException wrong = assertThrows(JobException.class, () -> writer.writeItems(mixed));
        assertTrue(
                wrong.getMessage().startsWith("an item has no value 'name': there are ")
                        && wrong.getMessage().endsWith("(nearest: 'nam')"),
                wrong.getMessage());
        assertEquals(before, writer.checkpointInfo());
        writer.close();
    }

    @Test
    void letsOnlyOneWriteAFile() throws Exception { // I2
        Path file = folder.resolve("out.csv");
        CsvWriter first = writer(file);
        first.open(null);
        JobException busy = assertThrows(JobException.class, () -> writer(file).open(null));
        assertEquals(file + ".part is being written by another job or process", busy.getMessage());
        assertEquals(ErrorCategory.TRANSIENT, busy.category());
        first.close();
    }

    @Test
    void refusesUnfitProperties() throws Exception { // I1
        CsvWriter nowhere = writer(Path.of("/nowhere/out.csv"));
        assertRefused(
                "property 'file' is '/nowhere/out.csv': there is no folder /nowhere; expected the absolute path of a"
                        + " file on the server",
                nowhere);
        CsvWriter same = writer(folder.resolve("out.csv"));
        same.separator = "\"";
        assertRefused(
                "the properties 'separator' and 'quote' are '\"' and 'null', expected two different characters, neither"
                        + " a line end",
                same);
        CsvWriter there = writer(Files.writeString(folder.resolve("there.csv"), "x"));
        WriterProperties.existing(there, "fail");
        assertRefused(
                "property 'existing' is 'fail' and there is a file " + folder.resolve("there.csv")
                        + ": expected none, or 'replace'",
                there);
        CsvWriter gone = writer(folder.resolve("gone.csv"));
        JobException missing =
                assertThrows(JobException.class, () -> gone.open(new millwright.items.file.FilePosition(5)));
        assertEquals(
                "the checkpoint has 5 bytes of " + folder.resolve("gone.csv.part")
                        + " and there is no such file: a job that moves to another node writes to a folder that all"
                        + " share",
                missing.getMessage());
        CsvWriter list = writer(folder.resolve("list.csv"));
        list.open(null);
        assertEquals(
                "property 'columns' is missing, expected the columns with commas: items of"
                        + " millwright.items.csv.CsvWriterTest$Account do not bring their order",
                assertThrows(JobException.class, () -> list.writeItems(List.of(new Account())))
                        .getMessage());
        list.close();
    }

    private static void assertRefused(String message, CsvWriter writer) {
        assertEquals(
                message,
                assertThrows(JobException.class, () -> writer.open(null)).getMessage());
    }

    private CsvWriter writer(Path file) {
        CsvWriter writer = new CsvWriter(() -> stepHasEnded);
        WriterProperties.file(writer, file);
        return writer;
    }

    /** Writes chunk by chunk; closes when all are written. */
    private Serializable write(CsvWriter writer, Serializable checkpoint, List<Object> items, int count)
            throws Exception {
        writer.open(checkpoint);
        Serializable last = checkpoint;
        for (int i = 0; i < count; i += CHUNK) {
            writer.writeItems(items.subList(i, Math.min(i + CHUNK, count)));
            last = writer.checkpointInfo();
        }
        if (count == items.size()) {
            stepHasEnded = true;
            writer.close();
        }
        return last;
    }

    private static List<Object> customers(int count) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(new Customer(
                    i,
                    "name " + i,
                    new BigDecimal("1.50"),
                    LocalDate.of(2026, 1, 1).plusDays(i),
                    Customer.Status.ACTIVE,
                    null));
        }
        return items;
    }

    private static String content(Path file) throws IOException {
        try (InputStream in = file.toString().endsWith(".gz")
                ? new GZIPInputStream(Files.newInputStream(file))
                : Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package millwright.samples.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import millwright.batch.InvalidItemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void numbersLinesFromTheHeaderWhateverTheLineEnd(String lineEnd) throws IOException { // C1
        String text = String.join(lineEnd, "a,b", "1,2", "", "3,\"x", "y\"", "5,6", "");

        assertEquals(List.of("2: 1|2", "4: 3|x\ny", "6: 5|6"), read(file(text)));
    }

    @Test
    void countsEveryKindOfLineEndInsideQuotes() throws IOException { // C1
        assertEquals(List.of("2: 1|x\ny\nz\n\nw", "7: 2|3"), read(file("a,b\n1,\"x\ry\nz\r\n\rw\"\n2,3\n")));
    }

    @Test
    void passesOverAByteOrderMark() throws IOException {
        try (CsvRows rows = new CsvRows(source(file(BYTE_ORDER_MARK + "a,b\n1,2\n")))) {
            assertEquals(List.of("a", "b"), rows.header().fields());
        }
    }

    @Test
    void keepsAQuotedEmptyFieldAndNoTraceOfTheEnd() throws IOException {
        assertEquals(List.of("2: |", "3: .|."), read(file("a,b\n\"\",\n.,.")));
    }

    @Test
    void refusesAWrongFieldCountAndGoesOn() throws IOException { // C4
        assertEquals(
                List.of("2! the record has 1 fields, expected 2 as in the header [1]", "3: 3|4"),
                read(file("a,b\n1\n3,4")));
    }

    @Test
    void refusesOneLineForAStrayQuoteInTheMiddle() throws IOException { // C4
        assertEquals(
                List.of(
                        "2! Unexpected character after closing quote: '6' (0x36) [1,\"2]",
                        "3: 3|4",
                        "4! Unexpected character after closing quote: 'x' (0x78) [5,\"6\"x]",
                        "5: 7|8"),
                read(file("a,b\n1,\"2\n3,4\n5,\"6\"x\n7,8")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\n\n"})
    void refusesOneLineForAQuoteThatIsNeverClosed(String end) throws IOException { // C4
        assertEquals(
                List.of("2: 0|0", "3! a quote is opened and not closed before the end of the file [1,\"2]", "4: 3|4"),
                read(file("a,b\n0,0\n1,\"2\n3,4" + end)));
    }

    @Test
    void refusesAQuoteOpenedInTheLastField() throws IOException { // C4
        assertEquals(
                List.of("2! a quote is opened and not closed before the end of the file [1,\"]"),
                read(file("a,b\n1,\"")));
    }

    @Test
    void takesAQuoteClosedAtTheVeryEnd() throws IOException {
        assertEquals(List.of("2: 1|x\ny"), read(file("a,b\n1,\"x\ny\"")));
    }

    @Test
    void refusesOneLineWhenAQuotedFieldSwallowsRecords() throws IOException { // C4
        assertEquals(
                List.of(
                        "2! the record has 1 fields, expected 2 as in the header; "
                                + "it spans 2 lines, is a quote out of place? [\"1,2]",
                        "3: 3|4\"",
                        "4: 5|6"),
                read(file("a,b\n\"1,2\n3,4\"\n5,6")));
    }

    @Test
    void refusesALineLongerThanMemoryShouldHold() throws IOException { // C3
        String endless = "x".repeat(10 * RowHandler.MOST_CHARACTERS);

        List<String> found = read(file("a,b\n1," + endless + "\n" + ",".repeat(5_000) + "\n3,4"));

        assertEquals(3, found.size());
        assertTrue(found.get(0).startsWith("2! "), found.get(0));
        assertTrue(found.get(1).startsWith("3! the record is longer than 65536 characters or 1000 fields"));
        assertEquals("4: 3|4", found.get(2));
    }

    @Test
    void refusesAnEmptyFile() {
        assertThrows(IllegalArgumentException.class, () -> new CsvRows(source(file("\n\n"))));
    }

    @Test
    void refusesAHeaderThatCannotBeRead() {
        assertThrows(IllegalArgumentException.class, () -> new CsvRows(source(file("\"a\"x,b\n1,2"))));
    }

    @Test
    void goesOnBehindAnyRecordGivenOrRefused() throws IOException { // C2
        Path file = file(
                BYTE_ORDER_MARK + "a,b\r\n1,\"x\r\ny\"\r\n\r\n1,2,3\r\"4\n5,6\n7,\"8\n9\"z\n\"é\",\"\"\"\"\n10,\"11");
        List<String> all = read(file);
        assertEquals(8, all.size(), all::toString);

        List<CsvPosition> positions = new ArrayList<>();
        try (CsvRows rows = new CsvRows(source(file))) {
            positions.add(rows.position());
            while (step(rows) != null) {
                positions.add(rows.position());
            }
        }
        for (int given = 0; given < positions.size(); given++) {
            try (CsvRows rows = new CsvRows(source(file))) {
                rows.goBehind(positions.get(given));
                assertEquals(positions.get(given), rows.position());
                assertEquals(all.subList(given, all.size()), rest(rows));
            }
        }
    }

    @Test
    void refusesToGoOnInAFileOfAnotherSize() throws IOException { // C2
        Path file = file("a,b\n1,2\n3,4\n");
        CsvPosition position;
        try (CsvRows rows = new CsvRows(source(file))) {
            position = rows.position();
        }
        Files.writeString(file, "a,b\n1,2\n3,4,\n");

        try (CsvRows rows = new CsvRows(source(file))) {
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> rows.goBehind(position));
            assertTrue(refused.getMessage().contains("had 12 bytes at the checkpoint and has 13 now"));
        }
    }

    @Test
    void saysTheEndAsOftenAsAsked() throws IOException, InvalidItemException {
        try (CsvRows rows = new CsvRows(source(file("a\n1\n")))) {
            assertEquals(List.of("1"), rows.next().fields());
            assertNull(rows.next());
            assertNull(rows.next());
            assertEquals(2, rows.position().line());
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file.csv"), text, UTF_8);
    }

    private static CsvSource source(Path file) throws IOException {
        return CsvSource.of(file);
    }

    private static List<String> read(Path file) throws IOException {
        try (CsvRows rows = new CsvRows(source(file))) {
            return rest(rows);
        }
    }

    private static List<String> rest(CsvRows rows) throws IOException {
        List<String> found = new ArrayList<>();
        for (String next = step(rows); next != null; next = step(rows)) {
            found.add(next);
        }
        return found;
    }

    /** {@code line: field|field} for a record, {@code line! reason [text]} for a refusal, null at the end. */
    private static String step(CsvRows rows) throws IOException {
        try {
            CsvRow row = rows.next();
            return row == null ? null : row.line() + ": " + String.join("|", row.fields());
        } catch (InvalidItemException e) {
            return e.position() + "! " + e.reason() + " [" + e.item() + "]";
        }
    }
}

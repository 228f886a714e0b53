package millwright.items.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import millwright.batch.InvalidItemException;
import millwright.items.testing.ReadItems;
import millwright.retry.JobException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("UnnecessaryAssignment") // no container sets the properties here
class CsvReaderTest {

    private static final String HOSTILE =
            """
            id,name,amount,day,status,visits\r
            1,"Smith, ""Jo""\r
            and sons",12.50,2026-01-31,ACTIVE,3\r

            2,Müller 😀,-1e3,2026-02-28,CLOSED,\r
            x,Bad id,1,2026-01-01,ACTIVE,1
            3,too few
            4,stray "quote" inside,7,2024-02-29,ACTIVE,0
            5,"broken"quote,7,2024-02-29,ACTIVE,0
            -6,refused by the record,7,2024-02-29,ACTIVE,0
            7,last,00.10, 2026-12-31 ,ACTIVE,2147483648
            8,Ölund,1,2026-02-30,GONE,1
            9,good again,1,2026-02-27,CLOSED,1""";

    @TempDir
    private Path folder;

    @Test
    void makesRecordsAndRefusesWrongOnesByLine() throws Exception { // C1, C4, I4
        List<Object> items = ReadItems.all(customers(file("hostile.csv", HOSTILE, StandardCharsets.UTF_8)));
        assertEquals(
                List.of(
                        customer(1, "Smith, \"Jo\"\nand sons", "12.50", "2026-01-31", Customer.Status.ACTIVE, 3),
                        customer(2, "Müller 😀", "-1E+3", "2026-02-28", Customer.Status.CLOSED, null),
                        "line 6: column 'id' is 'x', expected a whole number",
                        "line 7: the record has 2 fields, expected 6 as in the header",
                        customer(4, "stray \"quote\" inside", "7", "2024-02-29", Customer.Status.ACTIVE, 0)),
                items.subList(0, 5));
        assertEquals(
                List.of(
                        "line 10: id is -6, expected one from 0",
                        "line 11: column 'visits' is '2147483648', expected a whole number from -2147483648 to"
                                + " 2147483647",
                        "line 12: column 'day' is '2026-02-30', expected a date such as 2026-11-23",
                        customer(9, "good again", "1", "2026-02-27", Customer.Status.CLOSED, 1)),
                items.subList(items.size() - 4, items.size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "windows-1252", "UTF-8.gz", "UTF-16LE.gz"})
    void goesOnBehindAnyRecordAsIfItHadNeverStopped(String form) throws Exception { // C2, I2
        boolean packed = form.endsWith(".gz");
        String charset = form.replace(".gz", "");
        String content = charset.startsWith("windows") ? HOSTILE.replace("😀", "") : HOSTILE;
        Path file = file("hostile.csv" + (packed ? ".gz" : ""), content, Charset.forName(charset));
        CsvReader whole = customers(file);
        whole.charset = charset;
        List<Object> all = ReadItems.all(whole);
        assertTrue(all.size() >= 10, all::toString);

        for (int read = 0; read <= all.size(); read++) {
            CsvReader first = customers(file);
            first.charset = charset;
            first.open(null);
            assertEquals(all.subList(0, read), ReadItems.some(first, read));
            Serializable checkpoint = ReadItems.stored(first.checkpointInfo());
            first.close();
            CsvReader second = customers(file);
            second.charset = charset;
            assertEquals(all.subList(read, all.size()), ReadItems.from(second, checkpoint));
        }
    }

    @Test
    void goesOnFromTheVeryBeginningOfAFileWithoutHeader() throws Exception { // C2
        Path file = file("plain.csv", "1;a\n2;b\n", StandardCharsets.UTF_8);
        CsvReader reader = reader(file);
        reader.header = "number, letter";
        reader.separator = ";";
        reader.open(null);
        Serializable beginning = reader.checkpointInfo();
        reader.close();
        assertEquals(
                List.of(Map.of("number", "1", "letter", "a"), Map.of("number", "2", "letter", "b")),
                ReadItems.from(reader, beginning));
    }

    @Test
    void knowsDialects() throws Exception {
        Path file = file("dialect.csv", "# made by hand\na\t'b b'\n\n'it''s'\t2\n#x\n", StandardCharsets.UTF_8);
        CsvReader reader = reader(file);
        reader.separator = "tab";
        reader.quote = "'";
        reader.comment = "#";
        assertEquals(List.of(Map.of("a", "it's", "b b", "2")), ReadItems.all(reader));
    }

    @Test
    void findsColumnsByNameInAnyOrderAndByProperty() throws Exception {
        Path file = file(
                "columns.csv",
                "Day,Total Cost $,ID,Visits,state,other,NAME\n2026-01-01,5,1,,ACTIVE,zzz,n\n",
                StandardCharsets.UTF_8);
        CsvReader reader = customers(file);
        reader.give(Map.of("column.amount", "Total Cost $", "column.status", "state"));
        assertEquals(List.of(customer(1, "n", "5", "2026-01-01", Customer.Status.ACTIVE, null)), ReadItems.all(reader));
    }

    @Test
    void tellsTheFractionRead() throws Exception { // I6
        CsvReader reader = reader(file("plain.csv", "a\n" + "12345\n".repeat(1_000), StandardCharsets.UTF_8));
        reader.open(null);
        assertEquals(0, reader.fractionRead(), 0.01);
        ReadItems.some(reader, 500);
        assertEquals(0.5, reader.fractionRead(), 0.01);
        ReadItems.some(reader, 500);
        assertEquals(1, reader.fractionRead(), 0.01);
        reader.close();
    }

    @Test
    void refusesBytesThatAreNoneOfTheCharset() throws Exception { // C4
        Path file = file("latin.csv", "name\nMüller\nMeyer\n", StandardCharsets.ISO_8859_1);
        List<Object> items = ReadItems.all(reader(file));
        assertEquals(
                "line 2: the record holds bytes that are no UTF-8 (shown as \uFFFD); is the property 'charset' right?",
                items.get(0));
        assertEquals(Map.of("name", "Meyer"), items.get(1));
    }

    @Test
    void refusesAFileThatChangedSinceTheCheckpoint() throws Exception { // C2
        Path file = file("plain.csv", "a\n1\n2\n", StandardCharsets.UTF_8);
        CsvReader reader = reader(file);
        reader.open(null);
        ReadItems.some(reader, 1);
        Serializable checkpoint = reader.checkpointInfo();
        reader.close();
        Files.writeString(file, "a\n1\n2\n3\n");
        assertRefused(
                file + " had 6 bytes at the checkpoint and has 8 now: put the file back, or submit a new job for the"
                        + " new one",
                () -> reader.open(checkpoint));
    }

    @Test
    void refusesUnfitPropertiesByNameValueAndNearest() throws Exception { // I1
        Path file = file("plain.csv", "id,name,day,status,visits,amont\n", StandardCharsets.UTF_8);
        assertOpenRefused(
                "property 'file' is missing, expected the absolute path of a file on the server", r -> r.file = null);
        assertOpenRefused(
                "property 'file' is 'a.csv': the path is relative; expected the absolute path of a file on the server",
                r -> r.file = "a.csv");
        assertOpenRefused(
                "property 'file' is '/nowhere/a.csv': there is no such file, nor a folder /nowhere; expected the"
                        + " absolute path of a file on the server",
                r -> r.file = "/nowhere/a.csv");
        assertOpenRefused(
                "property 'charset' is 'UTF-88', expected a character set that Java knows (nearest: 'UTF-8')",
                r -> r.charset = "UTF-88");
        assertOpenRefused(
                "property 'separator' is ';;', expected one character, or tab, space or none", r -> r.separator = ";;");
        assertOpenRefused(
                "the properties 'separator', 'quote' and 'comment' are ';', ';' and none, expected three different"
                        + " characters, none of them a line end",
                r -> r.separator = r.quote = ";");
        assertOpenRefused(
                "property 'compression' is 'zip', expected one of auto, none, gzip", r -> r.compression = "zip");
        assertOpenRefused("property 'skipEmptyLines' is 'ja', expected true or false", r -> r.skipEmptyLines = "ja");
        assertOpenRefused(
                "property 'beanType' is 'shop.Customer', expected the full name of a record class of the application,"
                        + " as Java has it ($ before a nested class)",
                r -> r.beanType = "shop.Customer");
        assertOpenRefused(
                "property 'beanType' is 'java.lang.String', expected a record class, which this is not",
                r -> r.beanType = "java.lang.String");
        assertOpenRefused(
                "property 'separater' (value ';') is unknown to CsvReader, expected one of beanType, charset,"
                        + " column.<name>, comment, compression, emptyAsNull, file, header, quote, separator,"
                        + " skipEmptyLines (nearest: 'separator')",
                r -> r.give(Map.of("separater", ";")));
        assertOpenRefused(
                "the header of " + file + " lacks column 'amount' for component 'amount' of Customer: there are id,"
                        + " name, day, status, visits, amont (nearest: 'amont')",
                r -> {
                    r.file = file.toString();
                    r.beanType = Customer.class.getName();
                });
        assertOpenRefused(
                "property 'column.amout' is 'Cost': Customer has no such component, there are id, name, amount, day,"
                        + " status, visits (nearest: 'amount')",
                r -> {
                    r.beanType = Customer.class.getName();
                    r.give(Map.of("column.amout", "Cost"));
                });
        assertOpenRefused(
                "property 'column.a' names the column of a record's component, and the property 'beanType' is missing",
                r -> r.give(Map.of("column.a", "b")));
    }

    @Test
    void refusesAFileWithoutHeaderOrWithATitleTwice() throws Exception { // I1
        Path empty = file("empty.csv", "", StandardCharsets.UTF_8);
        assertRefused(
                empty + " is empty: expected a header line and records, or the property 'header'",
                () -> reader(empty).open(null));
        Path twice = file("twice.csv", "a,b,a\n", StandardCharsets.UTF_8);
        assertRefused(
                "the header of " + twice + " has the title 'a' twice: expected each once, or the property 'header' with"
                        + " names for a file without",
                () -> reader(twice).open(null));
        Path noGzip = file("none.csv", "a\n", StandardCharsets.UTF_8);
        CsvReader reader = reader(noGzip);
        reader.compression = "gzip";
        assertRefused(noGzip + " cannot be read as a gzip file: Not in GZIP format", () -> reader.open(null));
    }

    @Test
    void givesTheTextOfARefusedRecord() throws Exception { // I4
        CsvReader reader = customers(
                file("one.csv", HOSTILE.lines().limit(1).toList().get(0) + "\n1,x\n", StandardCharsets.UTF_8));
        reader.open(null);
        InvalidItemException refused = assertThrows(InvalidItemException.class, reader::readItem);
        assertEquals(2, refused.position());
        assertEquals("1,x", refused.item());
        reader.close();
    }

    private interface Change {
        void to(CsvReader reader);
    }

    private void assertOpenRefused(String message, Change change) throws Exception {
        CsvReader reader = reader(file("good.csv", "a\n1\n", StandardCharsets.UTF_8));
        change.to(reader);
        assertRefused(message, () -> reader.open(null));
        reader.close();
    }

    private static void assertRefused(String message, org.junit.jupiter.api.function.Executable open) {
        assertEquals(message, assertThrows(JobException.class, open).getMessage());
    }

    private static CsvReader reader(Path file) {
        CsvReader reader = new CsvReader();
        reader.file = file.toString();
        return reader;
    }

    private static CsvReader customers(Path file) {
        CsvReader reader = reader(file);
        reader.beanType = Customer.class.getName();
        return reader;
    }

    private static Customer customer(
            long id, String name, String amount, String day, Customer.Status status, Integer visits) {
        return new Customer(id, name, new BigDecimal(amount), LocalDate.parse(day), status, visits);
    }

    private Path file(String name, String content, Charset charset) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write(content.getBytes(charset));
        }
        return file;
    }
}

package millwright.items.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import millwright.items.testing.ItemsDatabase;
import millwright.retry.JobException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("UnnecessaryAssignment") // no container sets the properties here
class CopyWriterTest {

    @RegisterExtension
    static final ItemsDatabase DATABASE = new ItemsDatabase();

    @SuppressWarnings("ArrayRecordComponent") // as jobs may have it
    record Row(
            Long id, String name, BigDecimal amount, LocalDate day, Instant at, byte[] raw, UUID mark, Boolean paid) {
        Row(long id, String name) {
            this(id, name, null, null, null, null, null, null);
        }
    }

    @BeforeEach
    void makeTable() throws SQLException {
        DATABASE.sql(
                """
                CREATE TABLE "My rows" (id bigint PRIMARY KEY, name text NOT NULL, amount numeric, day date,
                  at timestamptz, raw bytea, mark uuid, paid boolean, note text DEFAULT 'none')
                """);
    }

    @Test
    void loadsAnythingAsItIsInTheChunksTransaction() throws Exception { // J1
        List<String> hostile = new ArrayList<>(List.of(
                "",
                "\\N",
                "\\.",
                "a\tb\nc\rd\\e",
                "\\\\",
                "'\"{},|",
                "NULL",
                "Ü\t😀\\n",
                "\b\f\u000B\u007F",
                "x".repeat(200_000)));
        CopyWriter writer = writer();
        writer.open(null);
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < hostile.size(); i++) {
            items.add(new Row(i, hostile.get(i)));
        }
        items.add(new Row(
                Long.MIN_VALUE,
                "all",
                new BigDecimal("-1.5E+3"),
                LocalDate.of(2026, 2, 28),
                Instant.parse("2026-11-23T15:04:05.123456Z"),
                new byte[] {0, 'a', (byte) 0xFF},
                new UUID(0, 1),
                false));
        writer.writeItems(items);
        assertEquals(List.of("0"), DATABASE.rows("SELECT count(*) FROM \"My rows\""));
        DATABASE.commit();
        assertEquals(hostile, DATABASE.rows("SELECT name FROM \"My rows\" WHERE id >= 0 ORDER BY id"));
        assertEquals(
                List.of("-9223372036854775808|-1500|2026-02-28|2026-11-23 15:04:05.123456|\\x0061ff"
                        + "|00000000-0000-0000-0000-000000000001|f|none"),
                DATABASE.rows(
                        """
                        SELECT id, amount, day, at AT TIME ZONE 'UTC', raw, mark, paid, note
                        FROM "My rows" WHERE id < 0
                        """));

        writer.writeItems(List.of(new Row(77, "lost")));
        DATABASE.rollback();
        writer.writeItems(List.of(new Row(Long.MAX_VALUE, "kept")));
        DATABASE.commit();
        assertEquals(
                List.of("9223372036854775807|kept"), DATABASE.rows("SELECT id, name FROM \"My rows\" WHERE id > 10"));
    }

    @Test
    void namesTheItemThatTheDatabaseRefuses() throws Exception { // I4
        CopyWriter writer = writer();
        writer.columns = "id, amount, name";
        writer.open(null);
        JobException number = assertThrows(
                JobException.class,
                () -> writer.writeItems(List.of(List.of(1, 2, "a"), List.of(2, "1,50", "b"), List.of(3, 4, "c"))));
        assertEquals(
                "item 2 of the chunk's 3 ([2, 1,50, b]): invalid input syntax for type numeric: \"1,50\"; COPY My rows,"
                        + " line 2, column amount: \"1,50\"",
                number.getMessage());
        DATABASE.rollback();
        JobException twice = assertThrows(
                JobException.class,
                () -> writer.writeItems(List.of(List.of(1, 2, "a"), List.of(2, 3, "b"), List.of(2, 4, "c"))));
        assertTrue(
                twice.getMessage()
                                .startsWith("item 3 of the chunk's 3 ([2, 4, c]): duplicate key value violates unique")
                        && twice.getMessage().contains("Key (id)=(2) already exists."),
                twice.getMessage());
        DATABASE.rollback();
        JobException nul = assertThrows(
                JobException.class, () -> writer.writeItems(List.of(List.of(1, 2, "a"), List.of(2, 3, "b\0"))));
        assertEquals(
                "item 2 of the chunk's 2 ([2, 3, b\0]): column 'name': it holds a NUL character, which PostgreSQL cannot"
                        + " keep",
                nul.getMessage());
        DATABASE.rollback();
        writer.writeItems(List.of(List.of(1, 2, "after all that")));
        DATABASE.commit();
        assertEquals(List.of("after all that"), DATABASE.rows("SELECT name FROM \"My rows\""));
    }

    @Test
    void refusesUnfitProperties() { // I1
        CopyWriter none = new CopyWriter(DATABASE.sources());
        assertEquals(
                "property 'table' is missing, expected the name of a table",
                assertThrows(JobException.class, () -> none.open(null)).getMessage());
        none.table = "rows";
        assertEquals(
                "property 'table' is 'rows', expected a table or view of this database: there are My rows (nearest: 'My"
                        + " rows')",
                assertThrows(JobException.class, () -> none.open(null)).getMessage());
        CopyWriter column = writer();
        column.columns = "id, nmae";
        assertEquals(
                "the table \"My rows\" has no column 'nmae' to write: there are id, name, amount, day, at, raw, mark,"
                        + " paid, note (nearest: 'name')",
                assertThrows(JobException.class, () -> column.open(null)).getMessage());
    }

    private static CopyWriter writer() {
        CopyWriter writer = new CopyWriter(DATABASE.sources());
        writer.table = "\"My rows\"";
        return writer;
    }
}

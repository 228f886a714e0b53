package millwright.items.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.items.testing.ItemsDatabase;
import millwright.items.testing.ReadItems;
import millwright.retry.JobException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("UnnecessaryAssignment") // no container sets the properties here
class JdbcReaderTest {

    @RegisterExtension
    static final ItemsDatabase DATABASE = new ItemsDatabase();

    enum State {
        NEW,
        OLD
    }

    record Visit(String country, Instant at, int number, State state, BigDecimal cost, LocalDate day, Short small) {
        Visit {
            if (number == 13) {
                throw new IllegalArgumentException("number 13 is refused");
            }
        }
    }

    @BeforeEach
    void makeTable() throws SQLException {
        DATABASE.sql(
                """
                CREATE TABLE visit (country text NOT NULL, at timestamptz NOT NULL, number int, state text, cost numeric,
                  day date, small smallint, mark uuid, note json, PRIMARY KEY (country, at))
                """,
                """
                INSERT INTO visit SELECT chr(65 + n % 3) || '''', '2026-01-01 00:00:00.000001Z'::timestamptz
                  + n * interval '1 microsecond', n, CASE WHEN n = 7 THEN 'GONE' ELSE 'NEW' END, n + 0.5,
                  '2026-01-01'::date + n, n, '00000000-0000-0000-0000-000000000001', '{"a": 1}'
                FROM generate_series(1, 50) n
                """,
                "UPDATE visit SET number = NULL, at = at + interval '1 s' WHERE number = 20",
                "ANALYZE visit");
    }

    @Test
    void goesOnBehindAnyRowAsIfItHadNeverStopped() throws Exception { // I2, I3, J2
        List<Object> all = ReadItems.all(visits());
        assertEquals(50, all.size());
        assertEquals(
                new Visit(
                        "A'",
                        Instant.parse("2026-01-01T00:00:00.000004Z"),
                        3,
                        State.NEW,
                        new BigDecimal("3.5"),
                        LocalDate.of(2026, 1, 4),
                        (short) 3),
                all.get(0));
        List<String> refused = all.stream()
                .filter(String.class::isInstance)
                .map(Object::toString)
                .map(text -> text.replaceFirst("^line \\d+: ", ""))
                .toList();
        assertEquals(
                List.of(
                        "component 'state' takes a State: it is 'GONE', expected one of [NEW, OLD]",
                        "number 13 is refused",
                        "component 'number' takes a int: the column is null, expected a value"),
                refused);

        for (int read = 0; read <= 50; read++) {
            JdbcReader first = visits();
            first.open(null);
            assertEquals(all.subList(0, read), ReadItems.some(first, read));
            Serializable checkpoint = ReadItems.stored(first.checkpointInfo());
            first.close();
            assertEquals(all.subList(read, 50), ReadItems.from(visits(), checkpoint));
        }
    }

    @Test
    void readsOnOverCommitsAndRollbacks() throws Exception { // J2
        JdbcReader reader = visits();
        reader.open(null);
        DATABASE.commit();
        assertEquals(20, ReadItems.some(reader, 20).size());
        DATABASE.rollback();
        assertEquals(30, ReadItems.some(reader, 100).size());
        reader.close();
    }

    @Test
    void givesMapsWithJavasOwnTypes() throws Exception {
        JdbcReader reader = reader();
        reader.sql = "SELECT number, at, day, at::timestamp AS local, note, mark, state FROM visit WHERE number = :n;";
        reader.give(Map.of("parameter.n", "5"));
        reader.key = "number";
        Instant at = Instant.parse("2026-01-01T00:00:00.000006Z");
        Map<?, ?> item = (Map<?, ?>) ReadItems.all(reader).get(0);
        assertEquals(
                Map.of(
                        "number",
                        5,
                        "at",
                        at,
                        "day",
                        LocalDate.of(2026, 1, 6),
                        "note",
                        "{\"a\": 1}",
                        "mark",
                        new UUID(0, 1),
                        "state",
                        "NEW"),
                item.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("local"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertEquals("java.time.LocalDateTime", item.get("local").getClass().getName());
    }

    @Test
    void tellsTheFractionReadByEstimateOrCount() throws Exception { // I6
        for (String size : List.of("estimate", "count")) {
            JdbcReader reader = visits();
            reader.size = size;
            reader.open(null);
            assertEquals(0, reader.fractionRead());
            ReadItems.some(reader, 25);
            assertEquals(0.5, reader.fractionRead(), 0.01, size);
            Serializable checkpoint = reader.checkpointInfo();
            reader.close();
            reader.open(checkpoint);
            assertEquals(0.5, reader.fractionRead(), 0.01, "after a restart");
            ReadItems.some(reader, 50);
            assertNull(reader.readItem());
            assertEquals(1, reader.fractionRead());
            reader.close();
        }
    }

    @Test
    void tellsNoFractionWhenItIsNotToAskForTheSize() throws Exception { // I6
        JdbcReader reader = visits();
        reader.size = "none";
        reader.open(null);
        ReadItems.some(reader, 25);
        assertTrue(Double.isNaN(reader.fractionRead()));
        reader.close();
    }

    @Test
    void refusesKeysThatWouldLeaveRowsOut() throws Exception { // I1
        JdbcReader twice = reader();
        twice.table = "visit";
        twice.key = "country";
        twice.pageSize = "17";
        twice.open(null);
        assertEquals(
                "property 'key' is 'country', expected a unique key, and two rows have [A']",
                assertThrows(JobException.class, twice::readItem).getMessage());
        JdbcReader nulls = reader();
        nulls.table = "visit";
        nulls.key = "number";
        assertRefused(
                "property 'key' is 'number', expected columns that are never null, and a row has null there", nulls);
        // the row behind a page's last has its key: only the look ahead sees it
        DATABASE.sql(
                "CREATE TABLE t (k int NOT NULL)",
                "INSERT INTO t VALUES "
                        + IntStream.range(0, 10).mapToObj(n -> "(" + n + ")").collect(Collectors.joining(", "))
                        + ", (9)");
        JdbcReader boundary = reader();
        boundary.table = "t";
        boundary.key = "k";
        boundary.pageSize = "10";
        boundary.open(null);
        assertEquals(
                "property 'key' is 'k', expected a unique key, and two rows have [9]",
                assertThrows(JobException.class, boundary::readItem).getMessage());
    }

    @Test
    void refusesUnfitProperties() { // I1
        assertRefused("property 'key' is missing, expected the columns of a unique key, with commas", reader());
        JdbcReader none = reader();
        none.key = "id";
        assertRefused(
                "the properties 'table' and 'sql' are not given and not given, expected exactly one of them", none);
        JdbcReader column = visits();
        column.key = "contry";
        assertRefused(
                "property 'key' is 'contry' and the query has no column 'contry': there are country, at, number, state,"
                        + " cost, day, small, mark, note (nearest: 'country')",
                column);
        JdbcReader component = visits();
        component.table = null;
        component.sql = "SELECT country, at, number, state, costs FROM (SELECT *, cost AS costs FROM visit) v";
        assertRefused(
                "the query has no column for component 'cost' of millwright.items.jdbc.JdbcReaderTest$Visit: there are"
                        + " country, at, number, state, costs (nearest: 'costs')",
                component);
        JdbcReader page = visits();
        page.pageSize = "0";
        assertRefused("property 'pageSize' is '0', expected a whole number from 1 to 100000", page);
        JdbcReader parameter = reader();
        parameter.sql = "SELECT * FROM visit WHERE number = :number";
        parameter.key = "number";
        parameter.give(Map.of("parameter.numbr", "1"));
        assertRefused(
                "property 'parameter.number' is missing, expected the value of :number in property 'sql' (nearest:"
                        + " 'numbr')",
                parameter);
        parameter.give(Map.of("parameter.number", "1", "parameter.x", "2"));
        assertRefused("property 'parameter.x' is '2', and property 'sql' has no :x (nearest: 'number')", parameter);
    }

    private static void assertRefused(String message, JdbcReader reader) {
        assertEquals(
                message,
                assertThrows(JobException.class, () -> reader.open(null)).getMessage());
    }

    private static JdbcReader visits() {
        JdbcReader reader = reader();
        reader.table = "visit";
        reader.key = "country, at";
        reader.pageSize = "7";
        reader.beanType = Visit.class.getName();
        return reader;
    }

    private static JdbcReader reader() {
        return new JdbcReader(DATABASE.sources());
    }
}

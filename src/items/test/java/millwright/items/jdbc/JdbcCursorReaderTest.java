package millwright.items.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import millwright.items.testing.ItemsDatabase;
import millwright.items.testing.ReadItems;
import millwright.retry.JobException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("UnnecessaryAssignment") // no container sets the properties here
class JdbcCursorReaderTest {

    @RegisterExtension
    static final ItemsDatabase DATABASE = new ItemsDatabase();

    record Row(int n, String name) {}

    private final AtomicLong nanoTime = new AtomicLong();
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void makeTable() throws SQLException {
        DATABASE.sql("CREATE TABLE t AS SELECT n, 'row ' || n AS name FROM generate_series(1, 40) n");
    }

    @Test
    void readsOnOverCommitsAndSeesTheDatabaseAsItWas() throws Exception { // J2
        JdbcCursorReader reader = reader();
        reader.open(null);
        DATABASE.enlisting().getConnection().createStatement().execute("DELETE FROM t WHERE n > 5");
        assertEquals(new Row(1, "row 1"), reader.readItem());
        DATABASE.commit();
        assertEquals(20, ReadItems.some(reader, 20).size());
        DATABASE.rollback();
        assertEquals(19, ReadItems.some(reader, 100).size());
        reader.close();
        reader.close();
        assertEquals(
                List.of("0"),
                DATABASE.rows("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'"
                        + " AND query LIKE 'SELECT * FROM t%'"));
    }

    @Test
    void goesOnBehindAnyRowAsIfItHadNeverStopped() throws Exception { // I2
        List<Object> all = ReadItems.all(reader());
        for (int read = 0; read <= 40; read += 8) {
            JdbcCursorReader first = reader();
            first.open(null);
            ReadItems.some(first, read);
            Serializable checkpoint = ReadItems.stored(first.checkpointInfo());
            first.close();
            assertEquals(all.subList(read, 40), ReadItems.from(reader(), checkpoint));
        }
        DATABASE.sql("DELETE FROM t WHERE n > 10");
        assertEquals(
                "the checkpoint is behind row 20 and the query has only 10 now: rows were deleted, or property 'sql' was"
                        + " changed",
                assertThrows(JobException.class, () -> ReadItems.from(reader(), 20L))
                        .getMessage());
    }

    @Test
    void warnsOnceWhenItHoldsBackVacuumForLong() throws Exception { // J2
        JdbcCursorReader reader = reader();
        reader.open(null);
        nanoTime.addAndGet(JdbcCursorReader.LONG.toNanos() - 1);
        reader.readItem();
        assertEquals(List.of(), warnings);
        nanoTime.addAndGet(1);
        reader.readItem();
        reader.readItem();
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("The query of jdbcCursorReader has been open for 5 minutes."));
        reader.close();
    }

    @Test
    void tellsTheFractionReadWhenItHasCounted() throws Exception { // I6
        JdbcCursorReader reader = reader();
        assertTrue(Double.isNaN(opened(reader).fractionRead()));
        reader.close();
        reader.count = "true";
        opened(reader);
        ReadItems.some(reader, 10);
        assertEquals(0.25, reader.fractionRead());
        reader.close();
    }

    @Test
    void refusesUnfitProperties() throws Exception { // I1
        JdbcCursorReader none = reader();
        none.sql = null;
        assertEquals(
                "property 'sql' is missing, expected a SELECT",
                assertThrows(JobException.class, () -> none.open(null)).getMessage());
        JdbcCursorReader wrong = reader();
        wrong.sql = "SELECT n FROM t WHERE name = :name";
        wrong.give(Map.of("parameter.name", "row 1"));
        assertEquals(
                "the query has no column for component 'name' of millwright.items.jdbc.JdbcCursorReaderTest$Row: there are"
                        + " n (nearest: 'n')",
                assertThrows(JobException.class, () -> wrong.open(null)).getMessage());
        wrong.close();
    }

    private static JdbcCursorReader opened(JdbcCursorReader reader) throws SQLException {
        reader.open(null);
        return reader;
    }

    private JdbcCursorReader reader() {
        JdbcCursorReader reader = new JdbcCursorReader(DATABASE.sources(), warnings::add, nanoTime::get);
        reader.sql = "SELECT * FROM t ORDER BY n";
        reader.fetchSize = "3";
        reader.beanType = Row.class.getName();
        return reader;
    }
}

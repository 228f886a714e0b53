package millwright.items.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import millwright.items.testing.ItemsDatabase;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("UnnecessaryAssignment") // no container sets the properties here
class JdbcWriterTest {

    static final String HOSTILE = "a\tb\\c\"d'e{f},\n\r NULL \\N Ü😀";

    @RegisterExtension
    static final ItemsDatabase DATABASE = new ItemsDatabase();

    @BeforeEach
    void makeTable() throws SQLException {
        DATABASE.sql(Sale.TABLE, "CREATE TABLE stock (id int PRIMARY KEY, count int CHECK (count >= 0), tags text[])");
    }

    @Test
    void writesRecordsOfAllTypesInTheChunksTransaction() throws Exception { // J1, J3
        JdbcWriter writer = table("sale");
        writer.open(null);
        writer.writeItems(List.of(Sale.of(1, HOSTILE), Sale.empty(2)));
        assertEquals(List.of("0"), DATABASE.rows("SELECT count(*) FROM sale"));
        DATABASE.commit();
        assertEquals(
                List.of(
                        "1|" + HOSTILE
                                + "|100.00|2026-02-28|2026-11-23 15:04:05.123456|t|GOOD|00000000-0000-0001-0000-000000000001|\\x005cff|0.1|2|none",
                        "2||null|null|null|null|null|null|null|null|4|none"),
                DATABASE.rows(Sale.ROWS));

        writer.writeItems(List.of(Sale.of(3, "lost")));
        DATABASE.rollback();
        assertEquals(List.of("2"), DATABASE.rows("SELECT count(*) FROM sale"));
    }

    @Test
    void writesMapsListsAndArrays() throws Exception {
        JdbcWriter writer = table("stock");
        writer.columns = "id, tags";
        writer.open(null);
        writer.writeItems(List.of(Map.of("ID", 1, "tags", "{a,b}"), List.of(2, new String[] {"c"})));
        DATABASE.commit();
        assertEquals(
                List.of("1|null|{a,b}", "2|null|{c}"), DATABASE.rows("SELECT id, count, tags FROM stock ORDER BY id"));
    }

    @Test
    void ignoresOrUpdatesRowsThatAreThere() throws Exception {
        DATABASE.sql("INSERT INTO stock VALUES (1, 10)");
        JdbcWriter ignoring = table("stock");
        ignoring.onConflict = "ignore";
        ignoring.open(null);
        ignoring.writeItems(List.of(stock(1, 11), stock(2, 20)));
        JdbcWriter updating = table("stock");
        updating.onConflict = "update";
        updating.key = "id";
        updating.open(null);
        updating.writeItems(List.of(stock(2, 21), stock(3, 30), stock(3, 31)));
        DATABASE.commit();
        assertEquals(List.of("1|10", "2|21", "3|31"), DATABASE.rows("SELECT id, count FROM stock ORDER BY id"));
    }

    @Test
    void runsAStatementForEachItem() throws Exception {
        DATABASE.sql("INSERT INTO stock VALUES (1, 10), (2, 20)");
        JdbcWriter writer = writer();
        writer.sql = "UPDATE stock SET count = count - :count::int, tags = '{\":id\"}' /* :x */ WHERE id = :id -- :y";
        writer.open(null);
        writer.writeItems(List.of(stock(1, 3), stock(2, 4), stock(1, 1)));
        DATABASE.commit();
        assertEquals(List.of("1|6|{:id}", "2|16|{:id}"), DATABASE.rows("SELECT * FROM stock ORDER BY id"));
    }

    @Test
    void namesTheItemThatIsAtFault() throws Exception { // I4
        JdbcWriter writer = writer();
        writer.sql = "INSERT INTO stock (id, count) VALUES (:id, :count)";
        writer.open(null);
        List<Object> items = List.of(stock(1, 1), stock(2, -5), stock(3, 1));
        JobException refused = assertThrows(JobException.class, () -> writer.writeItems(items));
        assertTrue(
                refused.getMessage()
                                .startsWith("one of the chunk's 3 items: Batch entry 1 INSERT INTO stock (id, count)"
                                        + " VALUES (('2'::int4), ('-5'::int4)) was aborted")
                        && refused.getMessage().contains("violates check constraint \"stock_count_check\""),
                refused.getMessage());
        assertEquals("DATA_ERROR", refused.code());
        assertEquals(ErrorCategory.PERMANENT, refused.category());
        DATABASE.rollback();

        JdbcWriter rows = table("sale");
        rows.open(null);
        assertEquals(
                "item 2 of the chunk's 2 (Sale[id=2, customerName=\0, amount=null, day=null, at=null, paid=null,"
                        + " mood=null, mark=null, raw=null, ratio=null]): column 'customer_name': it holds a NUL"
                        + " character, which PostgreSQL cannot keep",
                assertThrows(
                                JobException.class,
                                () -> rows.writeItems(List.of(
                                        Sale.empty(1),
                                        new Sale(2, "\0", null, null, null, null, null, null, null, null))))
                        .getMessage());
        JobException twice =
                assertThrows(JobException.class, () -> rows.writeItems(List.of(Sale.of(7, "x"), Sale.of(7, "y"))));
        assertTrue(
                twice.getMessage().startsWith("one of the chunk's 2 items: ERROR: duplicate key value")
                        && twice.getMessage().contains("Key (id)=(7) already exists"),
                twice.getMessage());
    }

    @Test
    void refusesUnfitProperties() throws Exception { // I1
        assertRefused(
                "the properties 'table' and 'sql' are not given and not given, expected exactly one of them", writer());
        assertRefused(
                "property 'table' is 'sales', expected a table or view of this database: there are sale, stock"
                        + " (nearest: 'sale')",
                table("sales"));
        assertRefused(
                "property 'table' is 'sale; DROP', expected the name of a table: name or schema.name, in double quotes"
                        + " when it is no plain word",
                table("sale; DROP"));
        JdbcWriter column = table("stock");
        column.columns = "id, cuont";
        assertRefused(
                "the table stock has no column 'cuont' to write: there are id, count, tags (nearest: 'count')", column);
        JdbcWriter noKey = table("stock");
        noKey.onConflict = "update";
        assertRefused(
                "property 'key' is not given, expected the columns of a unique index, by which rows are found to update",
                noKey);
        JdbcWriter conflict = table("stock");
        conflict.onConflict = "merge";
        assertRefused("property 'onConflict' is 'merge', expected one of fail, ignore, update", conflict);
        JdbcWriter bare = writer();
        bare.sql = "INSERT INTO stock VALUES (1)";
        assertRefused(
                "property 'sql' is 'INSERT INTO stock VALUES (1)', expected a statement with :name for each value of an"
                        + " item",
                bare);
        JdbcWriter both = writer();
        both.sql = "DELETE FROM stock WHERE id = :id";
        both.key = "id";
        assertRefused("property 'key' is 'id', expected none beside 'sql': it belongs to 'table'", both);
        JdbcWriter missing = table("stock");
        missing.columns = "id";
        missing.open(null);
        assertEquals(
                "an item has no value 'id': there are idd (nearest: 'idd')",
                assertThrows(JobException.class, () -> missing.writeItems(List.of(Map.of("idd", 1))))
                        .getMessage());
    }

    private static void assertRefused(String message, JdbcWriter writer) {
        assertEquals(
                message,
                assertThrows(JobException.class, () -> writer.open(null)).getMessage());
    }

    private static Map<String, Object> stock(int id, int count) {
        return new java.util.TreeMap<>(Map.of("id", id, "count", count));
    }

    private static JdbcWriter table(String name) {
        JdbcWriter writer = writer();
        writer.table = name;
        return writer;
    }

    private static JdbcWriter writer() {
        return new JdbcWriter(DATABASE.sources());
    }
}

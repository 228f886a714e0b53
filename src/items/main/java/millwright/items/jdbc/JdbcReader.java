package millwright.items.jdbc;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import millwright.batch.InvalidItemException;
import millwright.batch.ReadProgress;
import millwright.items.property.ItemArtifact;
import millwright.items.property.Property;

/**
 * Reads the rows of a table or a query of PostgreSQL's in the order of a key, a page at a time. Between pages nothing is
 * held open: each begins behind the last key read, {@code WHERE (key) > (?) ORDER BY key LIMIT n}, which an index on the
 * key answers at once wherever it is. This is the reader to take; where there is no unique key, or another database,
 * take {@code jdbcCursorReader}.
 *
 * <pre>{@code
 * <reader ref="jdbcReader">
 *   <properties>
 *     <property name="sql" value="SELECT id, name FROM customer WHERE day = :day"/>
 *     <property name="parameter.day" value="#{jobParameters['day']}"/>
 *     <property name="key" value="id"/>
 *     <property name="beanType" value="shop.Customer"/>
 *   </properties>
 * </reader>
 * }</pre>
 *
 * <p>The key must be unique and never null: rows that say otherwise fail the step, for some would be left out. Rows that
 * are added behind the place of reading are read, rows added before it are not. The checkpoint is the last key: a restart
 * goes on behind it. A row that cannot be made into the record is an {@link InvalidItemException} with its number in the
 * order of reading.
 */
@Named
@Dependent
public class JdbcReader extends ItemArtifact implements ItemReader, ReadProgress {

    private enum Size {
        ESTIMATE,
        COUNT,
        NONE
    }

    private static final String PARAMETER = "parameter.";

    /** JNDI name of the datasource, of PostgreSQL; the server's own. */
    @Inject
    @BatchProperty
    String dataSource;

    /** The table to read whole. Either this or {@code sql} is required. */
    @Inject
    @BatchProperty
    String table;

    /** A SELECT, with {@code :name} for values that stand in properties {@code parameter.<name>}. */
    @Inject
    @BatchProperty
    String sql;

    /** The columns of the key, with commas, in the order to read in. Required. */
    @Inject
    @BatchProperty
    String key;

    /** How many rows are fetched at a time, 1 to 100000; 1000. As many are held in memory. */
    @Inject
    @BatchProperty
    String pageSize;

    /** Full name of a record class. Without it items are {@code Map<String, Object>} by column. */
    @Inject
    @BatchProperty
    String beanType;

    /** For the progress shown: {@code estimate} (the default, the planner's), {@code count} them first, {@code none}. */
    @Inject
    @BatchProperty
    String size;

    private final DataSources sources;
    private final Deque<Object> page = new ArrayDeque<>();
    private final Deque<List<String>> keys = new ArrayDeque<>();
    private DataSource source;
    private int rowsPerPage;
    private Keyset keyset;
    private RowItems items;
    private List<String> last;
    private long read;
    private long rows;
    private boolean ended;

    @Inject
    public JdbcReader(DataSources sources) {
        super(PARAMETER);
        this.sources = sources;
    }

    @Override
    public void open(Serializable checkpoint) throws SQLException {
        refuseUnknownProperties();
        rowsPerPage = Property.of("pageSize", pageSize).integer(1_000, 1, 100_000);
        Size told = Property.of("size", size).choice(Size.class, Size.ESTIMATE);
        Property.of("key", key).required("the columns of a unique key, with commas");
        QueryParameters query = new QueryParameters(query(), family(PARAMETER));
        source = sources.named(Property.of("dataSource", dataSource));
        KeyPosition position = (KeyPosition) checkpoint;
        last = position == null ? null : position.key();
        read = position == null ? 0 : position.rows();
        ended = false;
        page.clear();
        keys.clear();
        try (Connection connection = source.getConnection()) {
            refuseOtherDatabase(connection);
            ResultSetMetaData columns = new Keyset(query, List.of(), 1).describe(connection);
            keyset = new Keyset(
                    query, Keyset.columns(Property.of("key", key).list(), RowItems.labels(columns)), rowsPerPage);
            items = RowItems.of(Property.of("beanType", beanType), columns);
            keyset.check(connection, columns, last == null);
            rows = told == Size.NONE ? -1 : keyset.size(connection, told == Size.COUNT);
        }
    }

    private String query() {
        if (Property.of("table", table).isGiven() == Property.of("sql", sql).isGiven()) {
            throw Property.wrong("the properties 'table' and 'sql' are " + Property.quoted(table) + " and "
                    + Property.quoted(sql) + ", expected exactly one of them");
        }
        return Property.of("sql", sql).isGiven() ? sql : "SELECT * FROM " + TableName.of("table", table);
    }

    private void refuseOtherDatabase(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        if (!product.equals("PostgreSQL")) {
            throw Property.wrong("property 'dataSource' is " + Property.quoted(dataSource)
                    + ", expected a database that is PostgreSQL, and it is " + product
                    + ": jdbcCursorReader reads any");
        }
    }

    @Override
    public Object readItem() throws SQLException, InvalidItemException {
        if (page.isEmpty() && !ended) {
            try (Connection connection = source.getConnection()) {
                keyset.page(connection, last, this::fill);
            }
        }
        Object item = page.poll();
        if (item == null) {
            return null;
        }
        last = keys.poll();
        read++;
        if (item instanceof InvalidItemException refused) {
            throw refused;
        }
        return item;
    }

    private Void fill(ResultSet result) throws SQLException {
        List<String> before = last;
        while (result.next()) {
            List<String> current = keyset.keyOf(result);
            if (current.equals(before)) {
                throw Property.wrong(
                        "property 'key' is '" + key + "', expected a unique key, and two rows have " + current);
            }
            before = current;
            if (page.size() == rowsPerPage) {
                return null;
            }
            keys.add(current);
            page.add(item(result));
        }
        ended = true;
        return null;
    }

    private Object item(ResultSet result) throws SQLException {
        try {
            return items.of(result, read + page.size() + 1);
        } catch (InvalidItemException refused) {
            // its turn comes when the rows before it are read
            return refused;
        }
    }

    @Override
    public KeyPosition checkpointInfo() {
        return new KeyPosition(last == null ? null : new ArrayList<>(last), read);
    }

    @Override
    public double fractionRead() {
        if (ended && page.isEmpty()) {
            return 1;
        }
        // an estimate may be passed; what is known to follow keeps the fraction below 1
        return rows <= 0 ? Double.NaN : (double) read / Math.max(rows, read + page.size() + 1);
    }

    @Override
    public void close() {
        page.clear();
        keys.clear();
    }
}

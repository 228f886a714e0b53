package millwright.items.jdbc;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import millwright.items.jdbc.TableInsert.OnConflict;
import millwright.items.jdbc.TableStore.Column;
import millwright.items.mapping.ItemValues;
import millwright.items.property.ItemArtifact;
import millwright.items.property.Property;

/**
 * Writes items into a table, or by a statement of one's own for each, in the chunk's transaction.
 *
 * <pre>{@code
 * <writer ref="jdbcWriter">
 *   <properties>
 *     <property name="table" value="customer"/>
 *     <property name="onConflict" value="update"/>
 *     <property name="key" value="id"/>
 *   </properties>
 * </writer>
 * }</pre>
 *
 * <p>Items are records, maps, lists or beans; their names and the table's columns may differ in case and underscores
 * ({@code customerId} is {@code customer_id}). With {@code table}, PostgreSQL gets a chunk as one INSERT. With
 * {@code sql}, such as {@code UPDATE stock SET left = left - :count WHERE id = :id}, the statements are one batch. A
 * value that the database refuses fails the chunk with the database's reason, and with the item's place where the
 * database tells it. Restartable without a checkpoint of its own: rows and the reader's checkpoint commit together, if
 * the datasource is the server's.
 */
@Named
@Dependent
public class JdbcWriter extends ItemArtifact implements ItemWriter {

    private static final String POSTGRESQL = "PostgreSQL";

    /** JNDI name of the datasource; the server's own. */
    @Inject
    @BatchProperty
    String dataSource;

    /** The table. Either this or {@code sql} is required. */
    @Inject
    @BatchProperty
    String table;

    /** The columns to write, with commas; those the first item has values for. Required for beans and lists. */
    @Inject
    @BatchProperty
    String columns;

    /** A statement with {@code :name} for the values of an item. */
    @Inject
    @BatchProperty
    String sql;

    /** What to do with a row that exists: {@code fail} (the default), {@code ignore} the new or {@code update}. */
    @Inject
    @BatchProperty
    String onConflict;

    /** With {@code update}, the columns of the key, with commas: those of a unique index. */
    @Inject
    @BatchProperty
    String key;

    private final DataSources sources;
    private DataSource source;
    private boolean isPostgres;
    private String target;
    private List<Column> tableColumns;
    private OnConflict conflict;
    private RowWriting writing;

    @Inject
    public JdbcWriter(DataSources sources) {
        this.sources = sources;
    }

    @Override
    public void open(Serializable checkpoint) throws SQLException {
        refuseUnknownProperties();
        conflict = Property.of("onConflict", onConflict).choice(OnConflict.class, OnConflict.FAIL);
        if (Property.of("table", table).isGiven() == Property.of("sql", sql).isGiven()) {
            throw Property.wrong("the properties 'table' and 'sql' are " + Property.quoted(table) + " and "
                    + Property.quoted(sql) + ", expected exactly one of them");
        }
        source = sources.named(Property.of("dataSource", dataSource));
        if (Property.of("sql", sql).isGiven()) {
            openStatement();
        } else {
            openTable();
        }
    }

    private void openStatement() {
        refuseWithStatement("columns", columns);
        refuseWithStatement("onConflict", onConflict);
        refuseWithStatement("key", key);
        NamedSql statement = NamedSql.parse(sql);
        if (statement.names().isEmpty()) {
            throw Property.of("sql", sql).unfit("a statement with :name for each value of an item");
        }
        writing = new BatchWriting(statement);
    }

    private static void refuseWithStatement(String name, String value) {
        if (Property.of(name, value).isGiven()) {
            throw Property.wrong("property '" + name + "' is " + Property.quoted(value)
                    + ", expected none beside 'sql': it belongs to 'table'");
        }
    }

    private void openTable() throws SQLException {
        target = TableName.of("table", table);
        boolean needsKey = conflict == OnConflict.UPDATE;
        if (needsKey != Property.of("key", key).isGiven()) {
            throw Property.wrong("property 'key' is " + Property.quoted(key) + ", expected "
                    + (needsKey
                            ? "the columns of a unique index, by which rows are found to update"
                            : "none without 'onConflict' as update"));
        }
        try (Connection connection = source.getConnection()) {
            isPostgres = connection.getMetaData().getDatabaseProductName().equals(POSTGRESQL);
            if (isPostgres) {
                tableColumns = TableStore.columns(connection, "table", target);
            }
        }
        if (!isPostgres && conflict != OnConflict.FAIL) {
            throw Property.of("onConflict", onConflict).unfit("fail: the others are for PostgreSQL, else write 'sql'");
        }
        writing = null;
        Property given = Property.of("columns", columns);
        if (given.isGiven()) {
            writing = tableWriting(given.list());
        }
    }

    private RowWriting tableWriting(List<String> names) {
        if (!isPostgres) {
            return new BatchWriting(plainInsert(names));
        }
        List<Column> written = TableStore.select(target, tableColumns, names);
        List<Column> keys =
                TableStore.select(target, tableColumns, Property.of("key", key).list());
        if (!written.containsAll(keys)) {
            throw Property.of("key", key)
                    .unfit(
                            "columns that are written",
                            written.stream().map(Column::name).toList());
        }
        TableInsert insert = new TableInsert(target, written, conflict, keys);
        return written.stream().anyMatch(Column::isArray)
                ? new BatchWriting(new NamedSql(insert.ofValues(), names))
                : new ArrayWriting(insert, names);
    }

    /** For a database of which nothing is known: the names are plain words, and stand as they are. */
    private NamedSql plainInsert(List<String> names) {
        names.forEach(name -> TableName.of("columns", name));
        return new NamedSql(
                "INSERT INTO " + target + " (" + String.join(", ", names) + ") VALUES ("
                        + String.join(", ", Collections.nCopies(names.size(), "?")) + ")",
                names);
    }

    @Override
    public void writeItems(List<Object> items) throws SQLException {
        if (writing == null) {
            Object first = items.get(0);
            writing = tableWriting(ItemValues.namesOf(first)
                    .orElseThrow(() -> Property.wrong("property 'columns' is missing, expected columns of " + target
                            + " with commas: items of " + first.getClass().getName() + " do not bring their order")));
        }
        try (Connection connection = source.getConnection()) {
            writing.write(connection, items);
        }
    }

    @Override
    public Serializable checkpointInfo() {
        return null;
    }

    @Override
    public void close() {}
}

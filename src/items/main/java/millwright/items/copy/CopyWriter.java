package millwright.items.copy;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import millwright.items.jdbc.DataSources;
import millwright.items.jdbc.TableName;
import millwright.items.jdbc.TableStore;
import millwright.items.jdbc.TableStore.Column;
import millwright.items.mapping.ItemValues;
import millwright.items.mapping.WrittenItem;
import millwright.items.property.ItemArtifact;
import millwright.items.property.Property;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Loads items into a table of PostgreSQL's by COPY, the fastest way there is, in the chunk's transaction.
 *
 * <pre>{@code
 * <writer ref="copyWriter">
 *   <properties>
 *     <property name="table" value="customer"/>
 *   </properties>
 * </writer>
 * }</pre>
 *
 * <p>Items are records, maps, lists or beans; their names and the table's columns may differ in case and underscores. A
 * row that the database refuses, for its form or because it is there already, fails the chunk and names the item.
 * Restartable without a checkpoint of its own: rows and the reader's checkpoint commit together, if the datasource is the
 * server's.
 */
@Named
@Dependent
public class CopyWriter extends ItemArtifact implements ItemWriter {

    private static final int SEND_AT = 1 << 16;

    /** JNDI name of the datasource, of PostgreSQL; the server's own. */
    @Inject
    @BatchProperty
    String dataSource;

    /** The table. Required. */
    @Inject
    @BatchProperty
    String table;

    /** The columns to write, with commas; those the first item has values for. Required for beans and lists. */
    @Inject
    @BatchProperty
    String columns;

    private final DataSources sources;
    private final CopyText text = new CopyText();
    private DataSource source;
    private String target;
    private List<Column> tableColumns;
    private List<Column> written;
    private ItemValues values;
    private String copy;

    @Inject
    public CopyWriter(DataSources sources) {
        this.sources = sources;
    }

    @Override
    public void open(Serializable checkpoint) throws SQLException {
        refuseUnknownProperties();
        target = TableName.of("table", table);
        source = sources.named(Property.of("dataSource", dataSource));
        try (Connection connection = source.getConnection()) {
            if (!connection.isWrapperFor(PGConnection.class)) {
                throw Property.wrong("property 'dataSource' is " + Property.quoted(dataSource)
                        + ", expected a datasource of PostgreSQL's own driver, and this is "
                        + connection.getMetaData().getDatabaseProductName() + " by "
                        + connection.getMetaData().getDriverName());
            }
            tableColumns = TableStore.columns(connection, "table", target);
        }
        values = null;
        Property given = Property.of("columns", columns);
        if (given.isGiven()) {
            write(given.list());
        }
    }

    private void write(List<String> names) {
        written = TableStore.select(target, tableColumns, names);
        values = new ItemValues(names);
        copy = written.stream()
                .map(column -> TableName.quoted(column.name()))
                .collect(Collectors.joining(", ", "COPY " + target + " (", ") FROM STDIN"));
    }

    @Override
    public void writeItems(List<Object> items) throws SQLException {
        if (values == null) {
            Object first = items.get(0);
            write(ItemValues.namesOf(first)
                    .orElseThrow(() -> Property.wrong("property 'columns' is missing, expected columns of " + target
                            + " with commas: items of " + first.getClass().getName() + " do not bring their order")));
        }
        try (Connection connection = source.getConnection()) {
            CopyIn stream = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
            try {
                send(items, stream);
                stream.endCopy();
            } catch (SQLException e) {
                throw CopyFailure.of(e, items);
            } finally {
                if (stream.isActive()) {
                    stream.cancelCopy();
                }
            }
        }
    }

    /** In pieces: the database takes in the first rows while the others are still made into text. */
    private void send(List<Object> items, CopyIn stream) throws SQLException {
        text.clear();
        for (int i = 0; i < items.size(); i++) {
            add(items, i);
            if (text.size() >= SEND_AT) {
                stream.writeToCopy(text.bytes(), 0, text.size());
                text.clear();
            }
        }
        stream.writeToCopy(text.bytes(), 0, text.size());
    }

    private void add(List<Object> items, int place) {
        Object[] row = values.of(items.get(place));
        int column = 0;
        try {
            for (; column < row.length; column++) {
                if (column > 0) {
                    text.separate();
                }
                text.add(row[column]);
            }
        } catch (IllegalArgumentException e) {
            throw WrittenItem.refused(
                    items, place, "column '" + written.get(column).name() + "': " + e.getMessage(), e);
        }
        text.endRow();
    }

    @Override
    public Serializable checkpointInfo() {
        return null;
    }

    @Override
    public void close() {}
}

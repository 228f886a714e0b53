package millwright.items.jdbc;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import millwright.batch.InvalidItemException;
import millwright.batch.ReadProgress;
import millwright.items.property.ItemArtifact;
import millwright.items.property.Property;
import millwright.job.JobContext;

/**
 * Reads the rows of one long query of any database, on a connection of its own: a commit would close the cursor, so it is
 * in no transaction of the chunks'. It sees the database as it was when the step began.
 *
 * <pre>{@code
 * <reader ref="jdbcCursorReader">
 *   <properties>
 *     <property name="sql" value="SELECT name, count(*) AS n FROM visit GROUP BY name ORDER BY name"/>
 *   </properties>
 * </reader>
 * }</pre>
 *
 * <p>The query must order its rows the same way each time (ORDER BY something unique): the checkpoint is the number of
 * rows read, and a restart runs the query again and passes over as many. On PostgreSQL an open query holds back vacuum in
 * the whole database; after 5 minutes the job's log says so. Prefer {@code jdbcReader}. A row that cannot be made into
 * the record is an {@link InvalidItemException} with its number.
 */
@Named
@Dependent
public class JdbcCursorReader extends ItemArtifact implements ItemReader, ReadProgress {

    static final Duration LONG = Duration.ofMinutes(5);
    private static final String PARAMETER = "parameter.";

    /** JNDI name of the datasource; the server's own. */
    @Inject
    @BatchProperty
    String dataSource;

    /** A SELECT, with {@code :name} for values that stand in properties {@code parameter.<name>}. Required. */
    @Inject
    @BatchProperty
    String sql;

    /** How many rows come from the database at a time, 1 to 100000; 1000. */
    @Inject
    @BatchProperty
    String fetchSize;

    /** Full name of a record class. Without it items are {@code Map<String, Object>} by column. */
    @Inject
    @BatchProperty
    String beanType;

    /** Whether the rows are counted first, for the progress shown; {@code false}. */
    @Inject
    @BatchProperty
    String count;

    private interface Separately {
        Connection connect(DataSource source) throws SQLException;
    }

    private final DataSources sources;
    private final Separately separately;
    private final Consumer<String> warning;
    private final LongSupplier nanoTime;
    private Connection connection;
    private PreparedStatement statement;
    private ResultSet result;
    private RowItems items;
    private long opened;
    private boolean warned;
    private long read;
    private long rows;

    @Inject
    public JdbcCursorReader(DataSources sources, SeparateConnections connections, JobContext job) {
        this(sources, connections::of, text -> job.log(Level.WARNING, text), System::nanoTime);
    }

    JdbcCursorReader(DataSources sources, Consumer<String> warning, LongSupplier nanoTime) {
        this(sources, source -> SeparateConnections.of(source, Thread::new), warning, nanoTime);
    }

    private JdbcCursorReader(
            DataSources sources, Separately separately, Consumer<String> warning, LongSupplier nanoTime) {
        super(PARAMETER);
        this.sources = sources;
        this.separately = separately;
        this.warning = warning;
        this.nanoTime = nanoTime;
    }

    @Override
    public void open(Serializable checkpoint) throws SQLException {
        refuseUnknownProperties();
        int fetched = Property.of("fetchSize", fetchSize).integer(1_000, 1, 100_000);
        boolean counted = Property.of("count", count).flag(false);
        QueryParameters query = new QueryParameters(Property.of("sql", sql).required("a SELECT"), family(PARAMETER));
        DataSource source = sources.named(Property.of("dataSource", dataSource));
        opened = nanoTime.getAsLong();
        warned = false;
        read = 0;
        connection = separately.connect(source);
        boolean isPostgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        rows = counted ? count(query, isPostgres) : -1;
        statement = connection.prepareStatement(query.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(fetched);
        query.set(statement, isPostgres);
        result = statement.executeQuery();
        items = RowItems.of(Property.of("beanType", beanType), result.getMetaData());
        passOver(checkpoint == null ? 0 : (Long) checkpoint);
    }

    private long count(QueryParameters query, boolean isPostgres) throws SQLException {
        try (PreparedStatement counting =
                connection.prepareStatement("SELECT count(*) FROM (" + query.sql() + "\n) counted")) {
            query.set(counting, isPostgres);
            try (ResultSet counted = counting.executeQuery()) {
                counted.next();
                return counted.getLong(1);
            }
        }
    }

    private void passOver(long before) throws SQLException {
        while (read < before) {
            if (!result.next()) {
                throw Property.wrong("the checkpoint is behind row " + before + " and the query has only " + read
                        + " now: rows were deleted, or property 'sql' was changed");
            }
            read++;
        }
    }

    @Override
    public Object readItem() throws SQLException, InvalidItemException {
        warnWhenLong();
        if (!result.next()) {
            return null;
        }
        read++;
        return items.of(result, read);
    }

    private void warnWhenLong() {
        if (!warned && nanoTime.getAsLong() - opened >= LONG.toNanos()) {
            warned = true;
            warning.accept("The query of jdbcCursorReader has been open for " + LONG.toMinutes()
                    + " minutes. While it is, PostgreSQL can remove no dead rows in the whole database (vacuum is held"
                    + " back) and tables grow; jdbcReader reads by key and holds nothing open.");
        }
    }

    @Override
    public Long checkpointInfo() {
        return read;
    }

    @Override
    public double fractionRead() {
        return rows < 0 ? Double.NaN : rows == 0 ? 1 : (double) read / rows;
    }

    @Override
    public void close() throws SQLException {
        // called as well when open failed
        if (connection == null) {
            return;
        }
        try (Connection closed = connection) {
            connection = null;
            // with the transaction go its statement and its cursor; a pool gets the connection back as it was
            closed.rollback();
            closed.setAutoCommit(true);
            if (statement != null) {
                statement.close();
            }
        } finally {
            statement = null;
            result = null;
        }
    }
}

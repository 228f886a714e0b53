package millwright.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Runs one statement at a time: in the calling thread's JTA transaction if there is one, else committing by itself.
 * Thread-safe. Parameters may be null, text, numbers, booleans, UUIDs, byte arrays, {@link Instant}s and
 * {@link SqlArray}s.
 */
public final class Database {

    private final DataSource dataSource;
    private final Committing committing;
    private final Connections connections;

    /** Over a pool whose connections can be trusted to commit. */
    public Database(DataSource dataSource) {
        this(dataSource, () -> true);
    }

    /** @param inTransaction whether the calling thread is in a JTA transaction; outside one, each statement commits */
    public Database(DataSource dataSource, BooleanSupplier inTransaction) {
        this(dataSource, inTransaction, UnaryOperator.identity());
    }

    /**
     * The same, where somebody knows the container's reasons not to give a connection.
     *
     * @param refusals what to throw in place of what the pool has thrown, or that itself
     */
    public Database(DataSource dataSource, BooleanSupplier inTransaction, UnaryOperator<SQLException> refusals) {
        this.dataSource = dataSource;
        this.committing = new Committing(inTransaction);
        this.connections = new PooledConnections(dataSource, committing, refusals);
    }

    private Database(DataSource dataSource, Committing committing, Connections connections) {
        this.dataSource = dataSource;
        this.committing = committing;
        this.connections = connections;
    }

    /**
     * The same database over one connection that is kept for life, for what must go on when jobs have taken every
     * connection of the pool. Statements wait for each other; to be used on threads without a JTA transaction.
     *
     * @param patience a statement that takes longer fails, and the connection with it
     */
    public Database withOwnConnection(Duration patience) {
        return new Database(dataSource, committing, new HeldConnection(dataSource, committing, patience));
    }

    /**
     * The same database, with a time-out for each statement: for threads that many jobs depend on, and that a host which
     * vanished without a word would otherwise keep for as long as TCP does. To be used on threads without a JTA
     * transaction.
     *
     * @param patience a statement that takes longer fails, and the connection with it
     */
    public Database bounded(Duration patience) {
        return new Database(dataSource, committing, new BoundedConnections(dataSource, committing, patience));
    }

    /**
     * Takes a session that hears what is said on {@code channels} from now on; to be closed.
     *
     * @param directUrl where it is taken from, if not from the pool
     * @throws CannotListenException when connections from there cannot hear, however often one tries
     */
    public Notifications listen(Optional<String> directUrl, List<String> channels) {
        try {
            return Notifications.listen(directUrl.map(Notifications::source).orElse(dataSource), committing, channels);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } catch (LinkageError e) {
            throw new CannotListenException("PostgreSQL's driver is not on the class path of the application", e);
        }
    }

    /** One row of a result as a value. */
    public interface RowMapper<R> {
        R map(ResultSet row) throws SQLException;
    }

    /** An array parameter with its PostgreSQL element type; the SQL casts it where the type is not plain. */
    public record SqlArray(String elementType, List<?> elements) {}

    public <R> List<R> list(String sql, RowMapper<R> mapper, Object... parameters) {
        return onConnection(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, parameters);
                    ResultSet rows = statement.executeQuery()) {
                List<R> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(mapper.map(rows));
                }
                return result;
            }
        });
    }

    /** The first row, if any. */
    public <R> Optional<R> first(String sql, RowMapper<R> mapper, Object... parameters) {
        return list(sql, mapper, parameters).stream().findFirst();
    }

    /** How many rows the statement touched. */
    public int update(String sql, Object... parameters) {
        return onConnection(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, parameters)) {
                return statement.executeUpdate();
            }
        });
    }

    /** Gives back the connection kept for life, if there is one. */
    public void close() {
        connections.close();
    }

    DataSource dataSource() {
        return dataSource;
    }

    private <R> R onConnection(Connections.Work<R> work) {
        try {
            return connections.with(work);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    static PreparedStatement prepare(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                bind(connection, statement, i + 1, parameters[i]);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, Object value)
            throws SQLException {
        if (value instanceof SqlArray array) {
            statement.setArray(index, connection.createArrayOf(array.elementType(), typed(array.elements())));
        } else if (value instanceof Instant instant) {
            statement.setObject(index, OffsetDateTime.ofInstant(instant, java.time.ZoneOffset.UTC));
        } else if (value instanceof Enum<?> constant) {
            statement.setString(index, constant.name());
        } else {
            statement.setObject(index, value);
        }
    }

    /** The driver sends arrays of these classes in binary, and any others as one long text that it has to quote. */
    private static Object[] typed(List<?> elements) {
        if (elements.stream().allMatch(each -> each == null || each instanceof Long)) {
            return elements.toArray(new Long[0]);
        }
        if (elements.stream().allMatch(each -> each == null || each instanceof String)) {
            return elements.toArray(new String[0]);
        }
        return elements.toArray();
    }

    /** The instant in a column, or null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}

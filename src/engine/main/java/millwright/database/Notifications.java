package millwright.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A session that hears what others say on some channels, as long as its connection lasts: what is said while there is
 * none is lost. The only class that knows PostgreSQL's driver, which is the server's own. Used by one thread.
 */
public final class Notifications implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Notifications.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Connection connection;
    private final PGConnection session;

    private Notifications(Connection connection, PGConnection session) {
        this.connection = connection;
        this.session = session;
    }

    /** What was said, and on which channel. */
    public record Message(String channel, String payload) {}

    static DataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        return source;
    }

    /** @param channels plain lower-case names */
    static Notifications listen(DataSource source, Committing committing, List<String> channels) throws SQLException {
        Connection connection = source.getConnection();
        try {
            HeldConnection.bound(connection, PATIENCE);
            committing.ensure(connection);
            Notifications listening = new Notifications(connection, unwrapped(connection));
            listening.say("LISTEN " + String.join("; LISTEN ", channels));
            return listening;
        } catch (SQLException | RuntimeException | Error e) {
            HeldConnection.bound(connection, Duration.ZERO);
            close(connection);
            throw e;
        }
    }

    private static PGConnection unwrapped(Connection connection) {
        try {
            return connection.unwrap(PGConnection.class);
        } catch (SQLException | RuntimeException e) {
            throw new CannotListenException(
                    "the datasource's connections, of " + connection.getClass().getName()
                            + ", do not unwrap to this application's " + PGConnection.class.getName(),
                    e);
        }
    }

    /** What was said since the last call; waits for something for up to {@code atMost}. */
    public List<Message> next(Duration atMost) {
        try {
            PGNotification[] heard = session.getNotifications(Math.toIntExact(atMost.toMillis()));
            List<Message> messages = new ArrayList<>();
            for (PGNotification each : heard == null ? new PGNotification[0] : heard) {
                messages.add(new Message(each.getName(), each.getParameter()));
            }
            return messages;
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** Listens no more: whoever has the connection next must not be told. */
    @Override
    public void close() {
        try {
            HeldConnection.bound(connection, PATIENCE);
            say("UNLISTEN *");
            HeldConnection.bound(connection, Duration.ZERO);
        } catch (SQLException | RuntimeException e) {
            // a pool that has seen the statement fail does not give the connection to anybody
            LOG.log(Level.FINE, "The connection that listened is gone", e);
        }
        close(connection);
    }

    private void say(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.FINE, "The connection that listened did not close cleanly", e);
        }
    }
}

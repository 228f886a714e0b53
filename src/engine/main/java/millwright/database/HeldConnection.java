package millwright.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** One connection, taken at first use and kept until a statement fails on it: the next one takes a new connection. */
final class HeldConnection implements Connections {

    private static final Logger LOG = Logger.getLogger(HeldConnection.class.getName());

    private final DataSource dataSource;
    private final Committing committing;
    private final Duration patience;
    private Connection connection;

    HeldConnection(DataSource dataSource, Committing committing, Duration patience) {
        this.dataSource = dataSource;
        this.committing = committing;
        this.patience = patience;
    }

    /** A host that vanished without a word would otherwise keep the caller waiting for as long as TCP does. */
    static void bound(Connection connection, Duration patience) {
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
        } catch (SQLException | RuntimeException | AbstractMethodError e) {
            LOG.log(Level.FINE, "The pool's connections take no network time-out", e);
        }
    }

    @Override
    public synchronized <R> R with(Work<R> work) throws SQLException {
        if (connection == null) {
            connection = dataSource.getConnection();
            bound(connection, patience);
        }
        try {
            committing.ensure(connection);
            return work.on(connection);
        } catch (SQLException | RuntimeException | Error e) {
            // whatever it was: a connection that is kept although it is gone would be gone for every later statement
            give(isGone(e));
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        give(false);
    }

    /** Whether the failure says that the connection is of no use any more. */
    static boolean isGone(Throwable failure) {
        String state = failure instanceof SQLException sql ? sql.getSQLState() : "";
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }

    /** Back to the pool; what is gone takes no time-out any more, and Payara would log each try as SEVERE. */
    private void give(boolean gone) {
        if (connection == null) {
            return;
        }
        try {
            if (!gone) {
                bound(connection, Duration.ZERO);
            }
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.FINE, "The held connection did not close cleanly", e);
        }
        connection = null;
    }
}

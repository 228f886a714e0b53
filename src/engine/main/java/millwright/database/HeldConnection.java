package millwright.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** One connection, taken at first use and kept until a statement fails on it: the next one takes a new connection. */
final class HeldConnection implements Connections {

    private static final Logger LOG = Logger.getLogger(HeldConnection.class.getName());

    private final DataSource dataSource;
    private final Committing committing;
    private final Duration patience;
    private final ReentrantLock using = new ReentrantLock();
    private volatile boolean closed;
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
    public <R> R with(Work<R> work) throws SQLException {
        using.lock();
        try {
            if (connection == null) {
                connection = dataSource.getConnection();
                bound(connection, patience);
            }
            return on(connection, work);
        } finally {
            if (closed) {
                give(false);
            }
            using.unlock();
        }
    }

    private <R> R on(Connection held, Work<R> work) throws SQLException {
        try {
            committing.ensure(held);
            return work.on(held);
        } catch (SQLException | RuntimeException | Error e) {
            // whatever it was: a connection that is kept although it is gone would be gone for every later statement
            give(isGone(e));
            throw e;
        }
    }

    /** Returns at once: a statement under way, or one that comes late, gives the connection back itself. */
    @Override
    public void close() {
        closed = true;
        if (using.tryLock()) {
            try {
                give(false);
            } finally {
                using.unlock();
            }
        }
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

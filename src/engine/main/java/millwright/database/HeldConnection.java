package millwright.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** One connection, taken at first use and kept until a statement fails on it: the next one takes a new connection. */
final class HeldConnection implements Connections {

    private static final Logger LOG = Logger.getLogger(HeldConnection.class.getName());

    private final DataSource dataSource;
    private Connection connection;

    HeldConnection(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public synchronized <R> R with(Work<R> work) throws SQLException {
        if (connection == null) {
            connection = dataSource.getConnection();
        }
        try {
            return work.on(connection);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(Level.FINE, "The held connection did not close cleanly", e);
        }
        connection = null;
    }
}

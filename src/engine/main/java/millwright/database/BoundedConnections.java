package millwright.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Takes a connection for each statement, gives it a time-out, which costs no round trip, and gives it back. */
final class BoundedConnections implements Connections {

    private final DataSource dataSource;
    private final Committing committing;
    private final Duration patience;

    BoundedConnections(DataSource dataSource, Committing committing, Duration patience) {
        this.dataSource = dataSource;
        this.committing = committing;
        this.patience = patience;
    }

    @Override
    public <R> R with(Work<R> work) throws SQLException {
        boolean gone = false;
        Connection connection = dataSource.getConnection();
        try {
            HeldConnection.bound(connection, patience);
            committing.ensure(connection);
            return work.on(connection);
        } catch (SQLException | RuntimeException | Error e) {
            gone = HeldConnection.isGone(e);
            throw e;
        } finally {
            if (!gone) {
                HeldConnection.bound(connection, Duration.ZERO);
            }
            connection.close();
        }
    }

    @Override
    public void close() {
        // nothing is held
    }
}

package millwright.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Takes a connection for each statement and gives it back; inside a JTA transaction the pool gives the same again. */
final class PooledConnections implements Connections {

    private final DataSource dataSource;
    private final Committing committing;

    PooledConnections(DataSource dataSource, Committing committing) {
        this.dataSource = dataSource;
        this.committing = committing;
    }

    @Override
    public <R> R with(Work<R> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            committing.ensure(connection);
            return work.on(connection);
        }
    }

    @Override
    public void close() {
        // nothing is held
    }
}

package millwright.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Takes a connection for each statement and gives it back; inside a JTA transaction the pool gives the same again. */
final class PooledConnections implements Connections {

    private final DataSource dataSource;

    PooledConnections(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public <R> R with(Work<R> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        }
    }

    @Override
    public void close() {
        // nothing is held
    }
}

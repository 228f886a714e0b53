package millwright.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Takes a connection for each statement and gives it back; inside a JTA transaction the pool gives the same again. */
final class PooledConnections implements Connections {

    private final DataSource dataSource;
    private final Committing committing;
    private final UnaryOperator<SQLException> refusals;

    /** @param refusals says more plainly why there was no connection, if it knows */
    PooledConnections(DataSource dataSource, Committing committing, UnaryOperator<SQLException> refusals) {
        this.dataSource = dataSource;
        this.committing = committing;
        this.refusals = refusals;
    }

    @Override
    public <R> R with(Work<R> work) throws SQLException {
        try (Connection connection = taken()) {
            committing.ensure(connection);
            return work.on(connection);
        }
    }

    private Connection taken() throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw refusals.apply(e);
        }
    }

    @Override
    public void close() {
        // nothing is held
    }
}

package millwright.items.jdbc;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;

/**
 * Connections that take no part in the chunk's transaction. A container's datasource enlists each connection in the
 * transaction of the thread that asks: so another thread asks.
 */
@Dependent
public class SeparateConnections {

    @Resource
    private ManagedThreadFactory managed;

    /** @return a connection that does not commit by itself; the caller closes it */
    public Connection of(DataSource source) throws SQLException {
        return of(source, managed);
    }

    static Connection of(DataSource source, ThreadFactory threads) throws SQLException {
        FutureTask<Connection> asked = new FutureTask<>(source::getConnection);
        threads.newThread(asked).start();
        Connection connection = get(asked);
        try {
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Connection get(FutureTask<Connection> asked) throws SQLException {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closeLate(asked);
            throw new SQLException("interrupted while waiting for a connection", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw new SQLException("no connection: " + e.getCause(), e.getCause());
        }
    }

    /** Nobody waits for it any more. */
    private static void closeLate(FutureTask<Connection> asked) throws SQLException {
        if (!asked.cancel(false) && asked.isDone() && !asked.isCancelled()) {
            get(asked).close();
        }
    }
}

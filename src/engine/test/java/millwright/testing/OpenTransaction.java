package millwright.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import millwright.database.Database;

/** A session with an open transaction, in which the engine's own statements can be run and held. */
public final class OpenTransaction implements AutoCloseable {

    private final Connection connection;

    public OpenTransaction(TestDatabase database) throws SQLException {
        connection = database.connect();
        connection.setAutoCommit(false);
    }

    /** Everything done with it is part of this transaction. */
    public Database database() {
        Connection unclosable = (Connection) proxy(Connection.class, connection, "close", null);
        return new Database((DataSource) proxy(DataSource.class, unclosable, "getConnection", unclosable));
    }

    public Connection connection() {
        return connection;
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    /** Answers {@code method} with {@code answer}, and hands all others to {@code target}. */
    private static Object proxy(Class<?> type, Object target, String method, Object answer) {
        return Proxy.newProxyInstance(
                OpenTransaction.class.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        return answer;
                    }
                    try {
                        return called.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Rolls back what was not committed. */
    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.close();
        }
    }
}

package millwright.testing;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A network the test can cut, or make lose the answer to a statement that the server has carried out. */
public final class ShakyDataSource implements DataSource {

    private static final String CONNECTION_FAILURE = "08006";

    private final DataSource source;
    private final AtomicInteger answersToLose = new AtomicInteger();
    private volatile boolean cut;

    public ShakyDataSource(DataSource source) {
        this.source = source;
    }

    public void cut() {
        cut = true;
    }

    public void mend() {
        cut = false;
    }

    /** The next statement is carried out and committed; who sent it sees a lost connection. */
    public void loseNextAnswer() {
        answersToLose.set(1);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (cut) {
            throw new SQLException("the network is cut", CONNECTION_FAILURE);
        }
        return (Connection) proxy(Connection.class, source.getConnection(), this::reached);
    }

    private Object reached(String method, Object result) throws SQLException {
        if (!method.equals("prepareStatement")) {
            return result;
        }
        if (cut) {
            throw new SQLException("the network is cut", CONNECTION_FAILURE);
        }
        return proxy(PreparedStatement.class, result, this::answered);
    }

    private Object answered(String method, Object result) throws SQLException {
        if (method.startsWith("execute") && answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new SQLException("the answer is lost", CONNECTION_FAILURE);
        }
        return result;
    }

    private interface Result {
        Object of(String method, Object result) throws SQLException;
    }

    private static Object proxy(Class<?> type, Object target, Result result) {
        return Proxy.newProxyInstance(
                ShakyDataSource.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return result.of(method.getName(), method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}

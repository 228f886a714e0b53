package millwright.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A network the test can cut, or make lose the answer to a statement that the server has carried out. */
public final class ShakyDataSource extends WrappedDataSource {

    private static final String CONNECTION_FAILURE = "08006";

    private final AtomicInteger answersToLose = new AtomicInteger();
    private volatile String losesAnswerTo;
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean cut;
    private volatile RuntimeException own;

    public ShakyDataSource(DataSource source) {
        super(source);
    }

    public void cut() {
        cut = true;
    }

    /** As {@link #cut} by a pool that says so with an exception of its own. */
    public void cutWith(RuntimeException thrown) {
        own = thrown;
    }

    /** How often such a pool has said so. */
    public int refusals() {
        return refusals.get();
    }

    public void mend() {
        own = null;
        cut = false;
    }

    /** The next statement is carried out and committed; who sent it sees a lost connection. */
    public void loseNextAnswer() {
        answersToLose.set(1);
    }

    /** The same, for the next statement that has {@code part} in its text. */
    public void loseAnswerTo(String part) {
        losesAnswerTo = part;
    }

    @Override
    public Connection getConnection() throws SQLException {
        RuntimeException thrown = own;
        if (thrown != null) {
            refusals.incrementAndGet();
            throw thrown;
        }
        if (cut) {
            throw new SQLException("the network is cut", CONNECTION_FAILURE);
        }
        return (Connection) proxy(Connection.class, source.getConnection(), this::reached);
    }

    private Object reached(String method, Object[] arguments, Object result) throws SQLException {
        if (!method.equals("prepareStatement")) {
            return result;
        }
        if (cut) {
            throw new SQLException("the network is cut", CONNECTION_FAILURE);
        }
        String part = losesAnswerTo;
        if (part != null && ((String) arguments[0]).contains(part)) {
            losesAnswerTo = null;
            loseNextAnswer();
        }
        return proxy(PreparedStatement.class, result, this::answered);
    }

    private Object answered(String method, Object[] arguments, Object result) throws SQLException {
        if (method.startsWith("execute") && answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new SQLException("the answer is lost", CONNECTION_FAILURE);
        }
        return result;
    }

    private interface Result {
        Object of(String method, Object[] arguments, Object result) throws SQLException;
    }

    private static Object proxy(Class<?> type, Object target, Result result) {
        return Proxy.newProxyInstance(
                ShakyDataSource.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return result.of(method.getName(), arguments, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

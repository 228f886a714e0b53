package millwright.testing;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What a container does for one non-XA pool: inside a thread's transaction every connection of {@link #dataSource} is
 * the same one, which commits and rolls back with the transaction; outside, each commits by itself.
 */
public final class FakeTransactions implements UserTransaction, TransactionManager, TransactionSynchronizationRegistry {

    private static final class Open {
        private Connection connection;
        private int status = Status.STATUS_ACTIVE;
        private final List<Synchronization> synchronizations = new ArrayList<>();
        private final Map<Object, Object> resources = new HashMap<>();
    }

    private final DataSource pool;

    @SuppressWarnings("ThreadLocalUsage") // each test has a container of its own
    private final ThreadLocal<Open> current = new ThreadLocal<>();

    public FakeTransactions(DataSource pool) {
        this.pool = pool;
    }

    /** The container's pool as applications see it. */
    public DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                FakeTransactions.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getConnection" -> connection();
                    default -> throw new SQLFeatureNotSupportedException(method.getName());
                });
    }

    private Connection connection() throws SQLException {
        Open open = current.get();
        if (open == null) {
            return pool.getConnection();
        }
        if (open.connection == null) {
            open.connection = pool.getConnection();
            open.connection.setAutoCommit(false);
        }
        Connection enlisted = open.connection;
        return (Connection) Proxy.newProxyInstance(
                FakeTransactions.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(enlisted, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void begin() {
        if (current.get() != null) {
            throw new IllegalStateException("a transaction is open already");
        }
        current.set(new Open());
    }

    @Override
    public void commit() throws RollbackException {
        if (required().status == Status.STATUS_MARKED_ROLLBACK) {
            rollback();
            throw new RollbackException("it was marked for rollback");
        }
        try {
            end(true);
        } catch (SQLException e) {
            RollbackException rolledBack = new RollbackException("the commit failed");
            rolledBack.initCause(e);
            throw rolledBack;
        }
    }

    @Override
    public void rollback() {
        try {
            end(false);
        } catch (SQLException e) {
            throw new IllegalStateException("a roll-back fails only with its session", e);
        }
    }

    private void end(boolean commits) throws SQLException {
        Open open = required();
        current.remove();
        boolean committed = false;
        try {
            if (open.connection != null) {
                try (Connection connection = open.connection) {
                    if (commits) {
                        connection.commit();
                    } else if (!connection.isClosed()) {
                        connection.rollback();
                    }
                }
            }
            committed = commits;
        } finally {
            int status = committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
            open.synchronizations.forEach(synchronization -> synchronization.afterCompletion(status));
        }
    }

    private Open required() {
        Open open = current.get();
        if (open == null) {
            throw new IllegalStateException("no transaction is open");
        }
        return open;
    }

    @Override
    public void setRollbackOnly() {
        required().status = Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public boolean getRollbackOnly() {
        return required().status == Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public int getStatus() {
        return current.get() == null ? Status.STATUS_NO_TRANSACTION : current.get().status;
    }

    @Override
    public int getTransactionStatus() {
        return getStatus();
    }

    @Override
    public void setTransactionTimeout(int seconds) {
        // nothing here takes long
    }

    @Override
    public Transaction getTransaction() {
        return null;
    }

    @Override
    public Transaction suspend() {
        current.remove();
        return null;
    }

    @Override
    public void resume(Transaction transaction) {
        throw new UnsupportedOperationException("nothing here suspends to resume");
    }

    @Override
    public Object getTransactionKey() {
        return current.get();
    }

    @Override
    public void putResource(Object key, Object value) {
        required().resources.put(key, value);
    }

    @Override
    public Object getResource(Object key) {
        return required().resources.get(key);
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
        required().synchronizations.add(synchronization);
    }
}

package millwright.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** Lends so many connections at once and no more: who wants another waits until one is given back. */
public final class SmallPool extends WrappedDataSource {

    private final Semaphore free;

    public SmallPool(DataSource source, int size) {
        super(source);
        this.free = new Semaphore(size);
    }

    /** How many it has left. */
    public int free() {
        return free.availablePermits();
    }

    @Override
    public Connection getConnection() throws SQLException {
        free.acquireUninterruptibly();
        Connection lent = source.getConnection();
        AtomicBoolean closed = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                SmallPool.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && closed.compareAndSet(false, true)) {
                        free.release();
                    }
                    try {
                        return method.invoke(lent, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

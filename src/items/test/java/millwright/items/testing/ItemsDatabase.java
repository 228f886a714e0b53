package millwright.items.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import millwright.items.jdbc.DataSources;
import millwright.items.property.Property;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL of the test class's own, and the container's part in a chunk: one connection for the whole transaction,
 * however often it is asked for and closed.
 */
public final class ItemsDatabase implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private EmbeddedPostgres postgres;
    private Connection transaction;
    private Thread chunks;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        postgres =
                EmbeddedPostgres.builder().setServerConfig("autovacuum", "off").start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        chunks = Thread.currentThread();
    }

    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        if (transaction != null) {
            transaction.rollback();
        }
        sql("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (transaction != null) {
            transaction.close();
        }
        postgres.close();
    }

    /** Its connections commit by themselves. */
    public DataSource dataSource() {
        return postgres.getPostgresDatabase();
    }

    public DataSources sources() {
        return new DataSources() {
            @Override
            public DataSource named(Property name) {
                return enlisting();
            }
        };
    }

    /** As the container's: to the test's thread its connections are those of the open transaction. */
    public DataSource enlisting() {
        return proxy(DataSource.class, dataSource(), "getConnection", this::shared);
    }

    private Connection shared() throws SQLException {
        if (Thread.currentThread() != chunks) {
            return dataSource().getConnection();
        }
        if (transaction == null || transaction.isClosed()) {
            transaction = dataSource().getConnection();
            transaction.setAutoCommit(false);
        }
        return proxy(Connection.class, transaction, "close", () -> null);
    }

    public void commit() throws SQLException {
        transaction.commit();
    }

    public void rollback() throws SQLException {
        transaction.rollback();
    }

    public void sql(String... statements) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows, each as its values' texts with a bar between them. */
    public List<String> rows(String query) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.add(result.getString(i));
                }
                rows.add(String.join("|", values.stream().map(String::valueOf).toList()));
            }
            return rows;
        }
    }

    private interface Answer {
        Object get() throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, String answered, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals(answered)) {
                        return answer.get();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}

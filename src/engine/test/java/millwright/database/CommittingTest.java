package millwright.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** D3: what is written outside a transaction is committed, whatever state the pool's connection was left in. */
@PostgresTest
class CommittingTest {

    private static final String WRITE = "INSERT INTO written VALUES (1)";
    private static final String WRITTEN = "SELECT count(*) FROM written";

    private final TestDatabase database;

    CommittingTest(TestDatabase database) {
        this.database = database;
        database.sql("CREATE TABLE written (item integer)");
    }

    @Test
    void aStatementOutsideATransactionIsCommittedOnAConnectionThatDoesNotCommitByItself() throws SQLException {
        try (Connection left = leftInTransaction()) {
            new Database(handingOut(left), () -> false).update(WRITE);
            assertEquals(1, database.number(WRITTEN));
            assertTrue(left.getAutoCommit());
        }
    }

    @Test
    void soIsOneOnAConnectionThatIsKept() throws SQLException {
        try (Connection left = leftInTransaction()) {
            new Database(handingOut(left), () -> false)
                    .withOwnConnection(Duration.ofSeconds(30))
                    .update(WRITE);
            assertEquals(1, database.number(WRITTEN));
        }
    }

    @Test
    void insideATransactionItIsTheTransactionsToCommit() throws SQLException {
        try (Connection left = leftInTransaction()) {
            new Database(handingOut(left), () -> true).update(WRITE);
            assertEquals(0, database.number(WRITTEN));
            assertFalse(left.getAutoCommit());
            left.rollback();
        }
    }

    @Test
    void aKeptConnectionThatIsGoneIsReplacedWhateverThePoolThrows() {
        Database kept = new Database(goneAtFirst(), () -> false).withOwnConnection(Duration.ofSeconds(30));
        DatabaseException gone = assertThrows(DatabaseException.class, () -> kept.update(WRITE));
        assertTrue(gone.isConnectionLost(), gone::sqlState);
        assertEquals(1, kept.update(WRITE));
        kept.close();
    }

    /** The first connection answers nothing, in the way of Payara's proxies; what closing it would say is as odd. */
    private DataSource goneAtFirst() {
        Connection gone = (Connection) Proxy.newProxyInstance(
                CommittingTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    throw new UndeclaredThrowableException(
                            new InvocationTargetException(new SQLException("This connection has been closed.")));
                });
        AtomicBoolean first = new AtomicBoolean(true);
        return (DataSource) Proxy.newProxyInstance(
                CommittingTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> first.getAndSet(false) ? gone : database.connect());
    }

    private Connection leftInTransaction() throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    /** A pool of this one connection, which closing gives back. */
    private static DataSource handingOut(Connection only) {
        Object given = Proxy.newProxyInstance(
                CommittingTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> method.getName().equals("close") ? null : method.invoke(only, arguments));
        return (DataSource) Proxy.newProxyInstance(
                CommittingTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> given);
    }
}

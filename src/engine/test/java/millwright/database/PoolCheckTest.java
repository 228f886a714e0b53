package millwright.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import millwright.testing.Await;
import millwright.testing.PostgresTest;
import millwright.testing.SmallPool;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** D4: a pool that is too small is told of at the start. */
@PostgresTest
class PoolCheckTest {

    private static final Logger LOG = Logger.getLogger(PoolCheck.class.getName());

    private final TestDatabase database;
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord event) {
            warnings.add(new SimpleFormatter().formatMessage(event));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    PoolCheckTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void listen() {
        LOG.setLevel(Level.WARNING);
        LOG.addHandler(listening);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(listening);
        LOG.setLevel(null);
    }

    @Test
    void saysHowManyItLendsWhereThatIsTooFewAndGivesThemBack() {
        SmallPool pool = new SmallPool(database.dataSource(), 3);
        check(pool, 5);
        Await.until(() -> threads.stream().noneMatch(Thread::isAlive));
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("The pool lent 3 connections at once"), warnings.get(0));
        assertTrue(warnings.get(0).contains("may need 5"), warnings.get(0));
        assertEquals(3, pool.free());
    }

    @Test
    void saysNothingWhereItLendsEnough() {
        SmallPool pool = new SmallPool(database.dataSource(), 5);
        check(pool, 5);
        Await.until(() -> threads.stream().noneMatch(Thread::isAlive));
        assertEquals(List.of(), warnings);
        assertEquals(5, pool.free());
    }

    private void check(SmallPool pool, int needed) {
        new PoolCheck(new Database(pool), needed, Duration.ofMillis(300), work -> {
                    Thread thread = new Thread(work);
                    threads.add(thread);
                    return thread;
                })
                .run();
    }
}

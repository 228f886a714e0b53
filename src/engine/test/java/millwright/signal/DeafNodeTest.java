package millwright.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import millwright.database.Database;
import millwright.job.JobStore;
import millwright.job.Waiters;
import millwright.testing.Await;
import millwright.testing.FakeSignals;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** M4: where messages cannot be heard, the node looks for jobs by itself, and often. */
@PostgresTest
class DeafNodeTest {

    private static final String LET_GO =
            """
            SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND query = 'UNLISTEN *' AND state = 'idle'
            """;

    private static final Pace IMPATIENT = new Pace(
            Duration.ofMillis(1),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(5),
            Duration.ofMillis(500));

    /** With which hardly anything is looked at but by messages. */
    private static final Pace PATIENT = new Pace(
            Duration.ofMillis(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    private final TestDatabase database;
    private final List<NodeMessages> started = new ArrayList<>();
    private final FakeSignals signals = new FakeSignals();
    private final AtomicBoolean wrapped = new AtomicBoolean();

    DeafNodeTest(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void stopAll() {
        started.forEach(NodeMessages::stop);
    }

    @Test
    void aNodeThatDoesNotHearItselfPolls() throws SQLException {
        // as through a pooler, LISTEN is understood and nothing comes of it
        NodeMessages deaf = start(Optional.of(url("postgres")), IMPATIENT);
        awaitLooks(20);
        assertFalse(deaf.isHearing());
    }

    @Test
    void aNodeWhoseConnectionsAreNotTheDriversPollsUntilTheyAre() {
        wrapped.set(true);
        NodeMessages node = start(Optional.empty(), IMPATIENT);
        awaitLooks(20);
        assertFalse(node.isHearing());
        wrapped.set(false);
        Await.until(node::isHearing);
    }

    @Test
    void theDirectUrlIsTakenInPlaceOfThePool() throws SQLException {
        wrapped.set(true);
        NodeMessages node = start(Optional.of(url(database.text("SELECT current_database()"))), PATIENT);
        Await.until(node::isHearing);
        int before = signals.queued();
        NodeMessages other = start(Optional.empty(), PATIENT);
        other.with(new FakeSignals()).jobsQueued();
        Await.until(() -> signals.queued() > before);
    }

    @Test
    void aConnectionThatGoesBackToThePoolListensNoMore() {
        NodeMessages node = start(Optional.empty(), PATIENT);
        Await.until(node::isHearing);
        assertEquals(0, database.number(LET_GO));
        node.stop();
        assertEquals(1, database.number(LET_GO));
        assertFalse(node.isHearing());
    }

    private void awaitLooks(int looks) {
        int before = signals.queued();
        Await.until(() -> signals.queued() >= before + looks);
    }

    private String url(String name) throws SQLException {
        try (Connection connection = database.connect()) {
            String url = connection.getMetaData().getURL();
            int port = Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1"));
            return "jdbc:postgresql://localhost:" + port + "/" + name + "?user=postgres";
        }
    }

    private NodeMessages start(Optional<String> directUrl, Pace pace) {
        NodeMessages messages = new NodeMessages(new Database(perhapsWrapped()), directUrl, pace, Thread::new);
        started.add(messages);
        messages.start(signals, new Waiters(new JobStore(database.database())));
        return messages;
    }

    /** A pool whose connections do not let the driver's be seen while {@link #wrapped} says so. */
    private DataSource perhapsWrapped() {
        return proxy(DataSource.class, database.dataSource(), connection -> {
            return connection instanceof Connection taken
                    ? proxy(Connection.class, taken, answer -> answer)
                    : connection;
        });
    }

    private interface Answer {
        Object of(Object answer);
    }

    private <T> T proxy(Class<T> type, T behind, Answer answers) {
        return type.cast(Proxy.newProxyInstance(
                DeafNodeTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("unwrap") && wrapped.get()) {
                        throw new SQLException("not here");
                    }
                    try {
                        return answers.of(method.invoke(behind, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}

package millwright.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.testing.Await;
import millwright.testing.FakeSignals;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.ShakyDataSource;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** N1, N3, N5: a node among others, with times short to wait for and long beside the pauses of a busy machine. */
@PostgresTest
class NodeLifeTest {

    private static final NodeConfig QUICK =
            new NodeConfig(Duration.ofMillis(100), Duration.ofSeconds(3), 3, Duration.ofDays(1));

    private final TestDatabase database;
    private final ShakyDataSource network;
    private final FakeSignals signals = new FakeSignals();
    private final List<NodeLife> started = new ArrayList<>();

    NodeLifeTest(TestDatabase database) {
        this.database = database;
        this.network = new ShakyDataSource(database.dataSource());
    }

    @AfterEach
    void stopAll() {
        network.mend();
        started.forEach(NodeLife::stop);
    }

    @Test
    void aStartedNodeBeats() {
        NodeLife node = start(database.database(), signals);
        Await.until(() -> database.number("SELECT beat FROM millwright.node WHERE id = ?", node.incarnation()) >= 3);
        assertEquals(0, signals.fences());
    }

    @Test
    void aNodeThatDoesNotBeatIsDeclaredDeadAndItsJobsMoveOn() {
        UUID silent = Rows.node(database);
        Rows.running(database, silent, 3);
        NodeLife node = start(database.database(), signals);
        Await.until(() -> database.number("SELECT count(*) FROM millwright.job WHERE state = 'QUEUED'") == 3);
        assertFalse(alive(silent));
        assertTrue(alive(node.incarnation()));
        Await.until(() -> signals.queued() > 0);
    }

    @Test
    void aNodeThatWasDeclaredDeadGoesOnUnderANewIncarnation() {
        NodeLife node = start(database.database(), signals);
        UUID first = node.incarnation();
        Rows.running(database, first, 2);
        database.sql("UPDATE millwright.node SET alive = false, ended_at = now() WHERE id = ?", first);
        Await.until(() -> !node.incarnation().equals(first) && alive(node.incarnation()));
        assertTrue(signals.fences() >= 1);
        assertFalse(alive(first));
        Await.until(() -> database.number("SELECT count(*) FROM millwright.job WHERE state = 'QUEUED'") == 2);
    }

    @Test
    void aNodeThatCannotReachTheDatabaseFencesItselfBeforeOthersMayDeclareItDead() {
        NodeLife node = start(new Database(network), signals);
        UUID first = node.incarnation();
        Await.until(() -> database.number("SELECT beat FROM millwright.node") >= 1);
        long cut = System.nanoTime();
        network.cut();
        Await.until(() -> signals.fences() > 0);
        assertTrue(System.nanoTime() - cut < QUICK.deadAfter().toNanos());
        assertTrue(alive(first));

        network.mend();
        Await.until(() -> !node.incarnation().equals(first) && alive(node.incarnation()));
        assertFalse(alive(first));
    }

    @Test
    void aNodeThatStopsSignsOffSoThatNobodyWaitsForIt() {
        NodeLife node = start(database.database(), signals);
        UUID incarnation = node.incarnation();
        Rows.running(database, incarnation, 1);
        started.clear();
        node.stop();
        assertFalse(alive(incarnation));
        assertEquals("QUEUED", database.text("SELECT state FROM millwright.job"));
    }

    @Test
    void twoNodesAreTwoIncarnations() {
        NodeLife one = start(database.database(), signals);
        NodeLife other = start(database.database(), new FakeSignals());
        assertNotEquals(one.incarnation(), other.incarnation());
        Await.until(() -> database.number("SELECT min(beat) FROM millwright.node WHERE alive") >= 12);
        assertTrue(alive(one.incarnation()));
        assertTrue(alive(other.incarnation()));
        assertEquals(0, signals.fences());
    }

    private NodeLife start(Database reached, FakeSignals told) {
        NodeLife node = new NodeLife(reached, QUICK, told, NodeProfile.plain("1", 8), Thread::new);
        started.add(node);
        node.start();
        return node;
    }

    private boolean alive(UUID node) {
        return database.isTrue("SELECT EXISTS (SELECT FROM millwright.node WHERE id = ? AND alive)", node);
    }
}

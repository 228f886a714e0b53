package millwright.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import millwright.job.NodeLoad;
import millwright.job.TransactionMark;
import millwright.node.NodeStore.Beat;
import millwright.testing.Crowd;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** N2, N3: beats are counters, and being declared dead is final. */
@PostgresTest
class NodeStoreTest {

    private final TestDatabase database;
    private final NodeStore store;
    private final UUID node = UUID.randomUUID();

    NodeStoreTest(TestDatabase database) {
        this.database = database;
        this.store = new NodeStore(database.database());
        store.join(node, "host", NodeProfile.plain("1", 8), null);
    }

    @Test
    void eachBeatIsOneHigher() {
        assertEquals(List.of(new Beat(node, 0)), store.living());
        assertTrue(store.beat(node, NodeLoad.NONE));
        assertTrue(store.beat(node, NodeLoad.NONE));
        assertEquals(List.of(new Beat(node, 2)), store.living());
    }

    @Test
    void aBeatTellsWhatTheNodeHasToDo() {
        assertTrue(store.beat(node, new NodeLoad(5, 2)));
        assertTrue(database.isTrue("SELECT running = 5 AND stuck = 2 FROM millwright.node"));
    }

    @Test
    void aNodeThatBeatMeanwhileIsNotDeclaredDead() {
        store.beat(node, NodeLoad.NONE);
        assertFalse(store.declareDead(new Beat(node, 0)));
        assertTrue(store.declareDead(new Beat(node, 1)));
    }

    @Test
    void aDeadNodeNeverBeatsAgain() {
        store.declareDead(new Beat(node, 0));
        assertFalse(store.beat(node, NodeLoad.NONE));
        assertEquals(List.of(), store.living());
        assertTrue(database.isTrue("SELECT NOT alive AND ended_at IS NOT NULL FROM millwright.node"));
    }

    @Test
    void oneOfSeveralObserversDeclaresItDead() throws Exception {
        List<Boolean> declared = Crowd.of(4, () -> store.declareDead(new Beat(node, 0)));
        assertEquals(1, declared.stream().filter(d -> d).count());
    }

    @Test
    void aNodeThatLeftIsToBeRescuedUntilItIsMarked() {
        store.leave(node, true);
        assertEquals(List.of(node), store.toRescue());
        assertTrue(store.markRescued(node));
        assertFalse(store.markRescued(node));
        assertEquals(List.of(), store.toRescue());
    }

    @Test
    void theDatabaseComputesTheMarkAsTheNodesDo() {
        assertEquals(TransactionMark.of(node), database.number("SELECT millwright.mark(?)", node));
    }

    @Test
    void aNodeFrozenInItsClaimIsDeclaredDeadAndItsSessionEnded() throws SQLException {
        try (Connection frozen = database.connect()) {
            frozen.setAutoCommit(false);
            try (Statement claim = frozen.createStatement()) {
                claim.execute("SELECT pg_advisory_xact_lock_shared(millwright.mark('" + node + "'))");
                claim.execute("SELECT FROM millwright.node WHERE id = '" + node + "' FOR KEY SHARE");
            }
            assertTrue(store.declareDead(new Beat(node, 0)));
            assertFalse(frozen.isValid(1), "its session goes on");
        }
    }
}

package millwright.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import millwright.job.RunningAttempt;
import millwright.job.TransactionMark;
import millwright.testing.Await;
import millwright.testing.Crowd;
import millwright.testing.FakeSignals;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** N4: what becomes of the jobs of a dead node. */
@PostgresTest
class AttemptRescuerTest {

    private static final int CRASH_LIMIT = 3;

    private final TestDatabase database;
    private final FakeSignals signals = new FakeSignals();
    private final AttemptRescuer rescuer;

    AttemptRescuerTest(TestDatabase database) {
        this.database = database;
        this.rescuer = new AttemptRescuer(new NodeStore(database.database()), signals, CRASH_LIMIT);
    }

    @Test
    void aLostAttemptGoesBackToTheQueueUnderAHigherLease() {
        UUID node = Rows.node(database);
        RunningAttempt lost = Rows.running(database, node, 1).get(0);
        die(node);
        rescuer.rescueAll();
        assertTrue(database.isTrue(
                """
                SELECT state = 'QUEUED' AND lease = 2 AND node IS NULL AND crash_count = 1 AND finished_at IS NULL
                       AND attempt_started_at IS NULL AND error IS NULL
                  FROM millwright.job WHERE id = ?
                """,
                lost.jobId()));
        assertTrue(database.isTrue(
                """
                SELECT outcome = 'LOST' AND node = ? AND lease = 1 AND number = 1
                       AND error ->> 'code' = 'NODE_LOST' AND error ->> 'category' = 'TRANSIENT'
                  FROM millwright.attempt WHERE job_id = ?
                """,
                node,
                lost.jobId()));
        assertEquals(1, signals.queued());
        assertTrue(database.isTrue("SELECT rescued_at IS NOT NULL FROM millwright.node WHERE id = ?", node));
    }

    @Test
    void aJobThatLostTooManyNodesIsFailed() {
        UUID node = Rows.node(database);
        RunningAttempt lastChance =
                Rows.running(database, node, 1, CRASH_LIMIT - 1).get(0);
        RunningAttempt oneMore =
                Rows.running(database, node, 1, CRASH_LIMIT - 2).get(0);
        die(node);
        rescuer.rescueAll();
        assertTrue(database.isTrue(
                """
                SELECT state = 'FAILED' AND finished_at IS NOT NULL AND crash_count = 3 AND lease = 2
                       AND error ->> 'code' = 'NODE_LOST' AND error ->> 'message' LIKE '%crash-limit%'
                       AND history -> 0 ->> 'outcome' = 'LOST'
                  FROM millwright.job WHERE id = ?
                """,
                lastChance.jobId()));
        assertEquals("QUEUED", database.text("SELECT state FROM millwright.job WHERE id = ?", oneMore.jobId()));
    }

    @Test
    void aJobThatWaitedOnTheNodeWithoutHavingBegunIsNotChargedAndNotClaimedAheadAgain() {
        UUID node = Rows.node(database);
        UUID waited = Rows.running(database, node, 1, CRASH_LIMIT - 1).get(0).jobId();
        database.sql("UPDATE millwright.job SET attempt_started_at = NULL, started_at = NULL");
        die(node);
        rescuer.rescueAll();
        assertTrue(database.isTrue(
                """
                SELECT state = 'QUEUED' AND crash_count = 2 AND history -> 0 ->> 'outcome' = 'LOST'
                  FROM millwright.job WHERE id = ?
                """,
                waited));
        // perhaps it had just begun and is what kills nodes: it runs alone, and is charged then
        database.sql("UPDATE millwright.job SET crash_count = 0");
        Rows.queued(database, 2, 1);
        UUID other = Rows.node(database);
        String claim =
                "SELECT count(id) FROM millwright.claim(?, '{default}', '{0}', '{2}', '{0}', '{0}', '{0}', '{0}',"
                        + " '{0}', '{work}', '{work}', '{}')";
        assertEquals(0, database.number(claim, other), "the first in line is not overtaken");
        assertEquals(2, database.number(claim.replace("'{0}', '{2}'", "'{1}', '{2}'"), other));
    }

    @Test
    void aLostJobThatWasToBeCancelledIsNotRunAgain() {
        UUID node = Rows.node(database);
        RunningAttempt lost = Rows.running(database, node, 1, CRASH_LIMIT - 1).get(0);
        database.sql("UPDATE millwright.job SET control = 'CANCEL'");
        die(node);
        rescuer.rescueAll();
        assertEquals("CANCELLED", database.text("SELECT state FROM millwright.job_archive WHERE id = ?", lost.jobId()));
        assertEquals("LOST", database.text("SELECT outcome FROM millwright.attempt"));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job"));
        assertTrue(database.isTrue("SELECT rescued_at IS NOT NULL FROM millwright.node WHERE id = ?", node));
    }

    @Test
    void theJobsOfTheLivingStayWhereTheyAre() {
        Rows.running(database, Rows.node(database), 5);
        rescuer.rescueAll();
        assertEquals(5, database.number("SELECT count(*) FROM millwright.job WHERE state = 'RUNNING' AND lease = 1"));
        assertEquals(0, signals.queued());
    }

    @Test
    void anOpenChunkOfTheDeadNodeIsRolledBackAndDoesNotHoldUpItsRescue() throws Exception {
        UUID node = Rows.node(database);
        RunningAttempt lost = Rows.running(database, node, 1).get(0);
        database.sql("CREATE TABLE written (item integer)");
        try (OpenTransaction chunk = new OpenTransaction(database)) {
            chunk.database()
                    .first("SELECT pg_advisory_xact_lock_shared(?)", row -> row.getString(1), TransactionMark.of(node));
            chunk.database().update("INSERT INTO written VALUES (1)");
            chunk.database()
                    .list(
                            "SELECT id FROM millwright.job WHERE id = ? FOR SHARE",
                            row -> row.getString(1),
                            lost.jobId());
            die(node);
            rescuer.rescueAll();
            assertEquals("QUEUED", database.text("SELECT state FROM millwright.job"));
            SQLException ended = assertThrows(SQLException.class, chunk::commit);
            assertTrue(List.of("57P01", "08006").contains(ended.getSQLState()), ended.getSQLState());
            chunk.connection().close();
        }
        assertEquals(0, database.number("SELECT count(*) FROM written"));
    }

    @Test
    void onlyTheDeadNodesSessionsAreEnded() throws Exception {
        UUID dead = Rows.node(database);
        UUID living = Rows.node(database);
        try (OpenTransaction chunk = new OpenTransaction(database)) {
            chunk.database()
                    .first(
                            "SELECT pg_advisory_xact_lock_shared(?)",
                            row -> row.getString(1),
                            TransactionMark.of(living));
            die(dead);
            rescuer.rescueAll();
            chunk.commit();
            assertFalse(chunk.connection().isClosed());
        }
    }

    @Test
    void severalRescuersMoveEachJobOnce() throws Exception {
        UUID node = Rows.node(database);
        Rows.running(database, node, 2_500);
        Rows.running(database, node, 500, CRASH_LIMIT - 1);
        die(node);
        Crowd.of(3, () -> {
            Await.until(() -> {
                rescuer.rescueAll();
                return database.isTrue("SELECT rescued_at IS NOT NULL FROM millwright.node");
            });
            return true;
        });
        assertEquals(
                2_500,
                database.number(
                        """
                SELECT count(*) FROM millwright.job
                 WHERE state = 'QUEUED' AND lease = 2 AND crash_count = 1 AND jsonb_array_length(history) = 1
                """));
        assertEquals(
                500,
                database.number(
                        """
                SELECT count(*) FROM millwright.job
                 WHERE state = 'FAILED' AND lease = 2 AND crash_count = 3 AND jsonb_array_length(history) = 1
                """));
    }

    @Test
    void aNodeIsNotMarkedWhileAJobOfItsIsStillRunning() throws Exception {
        UUID node = Rows.node(database);
        Rows.running(database, node, 1);
        die(node);
        NodeStore store = new NodeStore(database.database());
        assertFalse(store.markRescued(node));
        assertEquals(List.of(node), store.toRescue());
        assertEquals(1, store.rescue(node, CRASH_LIMIT));
        assertTrue(store.markRescued(node));
    }

    private void die(UUID node) {
        database.sql("UPDATE millwright.node SET alive = false, ended_at = now() WHERE id = ?", node);
    }
}

package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import millwright.database.Database;
import millwright.queue.ClaimStore.Claimed;
import millwright.queue.ClaimStore.Which;
import millwright.testing.Crowd;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.Statements;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Q1, Q2, Q3 and N3: who gets which job, in what order, and at what cost. */
@PostgresTest
class ClaimStoreTest {

    private static final List<String> WORK = List.of("work");
    private static final Which ALL = new Which(WORK, List.of(), Set.of());

    private final TestDatabase database;
    private final ClaimStore store;

    ClaimStoreTest(TestDatabase database) {
        this.database = database;
        this.store = new ClaimStore(database.database());
    }

    @Test
    void eightClaimersGetEachJobOnce() throws Exception {
        Rows.queued(database, 2, 5_000);
        List<List<UUID>> taken = Crowd.of(8, () -> {
            UUID node = Rows.node(database);
            LowWaterMarks marks = new LowWaterMarks();
            List<UUID> mine = new ArrayList<>();
            while (database.isTrue("SELECT EXISTS (SELECT FROM millwright.job WHERE state = 'QUEUED')")) {
                marks.forgetIfDue(System.nanoTime());
                List<Claimed> claimed = claim(node, marks, 50);
                note(marks, claimed);
                claimed.forEach(c -> mine.add(c.job().id()));
            }
            return mine;
        });
        Set<UUID> different = new HashSet<>();
        taken.forEach(different::addAll);
        assertEquals(5_000, taken.stream().mapToInt(List::size).sum());
        assertEquals(5_000, different.size());
        assertEquals(
                5_000,
                database.number(
                        """
                SELECT count(*) FROM millwright.job
                 WHERE state = 'RUNNING' AND lease = 1 AND attempts = 1 AND started_at IS NOT NULL
                   AND attempt_started_at IS NOT NULL
                """));
    }

    @Test
    void higherPriorityGoesFirstAndWithinOneTheFirstInGoesFirst() {
        Rows.queued(database, 3, 2);
        Rows.queued(database, 1, 2);
        Rows.queued(database, 2, 2);
        Rows.queued(database, 0, 2);
        UUID node = Rows.node(database);
        List<Long> order = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            order.add(claim(node, 1).get(0).position());
        }
        assertEquals(
                database.list("SELECT position FROM millwright.job ORDER BY priority, position", row -> row.getLong(1)),
                order);
    }

    @Test
    void aClaimOfSeveralTakesTheFrontOfTheLine() {
        Rows.queued(database, 2, 10);
        claim(Rows.node(database), 4);
        assertEquals(
                4,
                database.number(
                        """
                SELECT count(*) FROM (SELECT state FROM millwright.job ORDER BY position LIMIT 4) AS front
                 WHERE state = 'RUNNING'
                """));
        assertEquals(4, database.number("SELECT count(*) FROM millwright.job WHERE state = 'RUNNING'"));
    }

    @Test
    void aPlanMadeWhenThereWereNoJobsLooksAtFewWhenThereAreMany() {
        UUID node = Rows.node(database);
        // no analyze may come in between, which would have the plan made anew
        database.sql("ALTER TABLE millwright.job SET (autovacuum_enabled = false)");
        Database session = database.database().withOwnConnection(Duration.ofMinutes(1));
        ClaimStore sameSession = new ClaimStore(session);
        assertEquals(List.of(), claim(sameSession, node, new LowWaterMarks(), ALL, 10));
        Rows.queued(database, 2, 20_000);
        long before = claimableRead(session);
        assertEquals(10, claim(sameSession, node, new LowWaterMarks(), ALL, 10).size());
        long read = claimableRead(session) - before;
        session.close();
        assertTrue(read < 100, "of the claimable jobs " + read + " were read");
    }

    private long claimableRead(Database session) {
        session.list("SELECT pg_stat_force_next_flush()", row -> "");
        return database.number("SELECT idx_tup_read FROM pg_stat_user_indexes WHERE indexrelname = 'job_claimable'");
    }

    @Test
    void aDeadNodeGetsNothing() {
        Rows.queued(database, 2, 3);
        UUID node = Rows.node(database);
        database.sql("UPDATE millwright.node SET alive = false, ended_at = now() WHERE id = ?", node);
        assertEquals(List.of(), claim(node, 3));
        assertEquals(List.of(), claim(UUID.randomUUID(), 3));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job WHERE lease > 0"));
    }

    @Test
    void aJobOfWhichAnAttemptStillRunsHereIsLeftToOthers() {
        Rows.queued(database, 2, 2);
        UUID node = Rows.node(database);
        UUID first = database.list(
                        "SELECT id FROM millwright.job ORDER BY position LIMIT 1", row -> row.getObject(1, UUID.class))
                .get(0);
        List<Claimed> claimed = claim(store, node, new LowWaterMarks(), new Which(WORK, WORK, Set.of(first)), 2);
        assertEquals(1, claimed.size());
        assertFalse(claimed.get(0).job().id().equals(first));
        assertEquals(first, claim(Rows.node(database), 2).get(0).job().id());
    }

    @Test
    void jobsOfDefinitionsThisNodeCannotRunAreLeftToOthers() {
        Rows.queued(database, 2, 2);
        UUID node = Rows.node(database);
        Which others = new Which(List.of("other"), List.of(), Set.of());
        assertEquals(List.of(), claim(store, node, new LowWaterMarks(), others, 2));
        assertEquals(2, claim(node, 2).size());
    }

    @Test
    void jobsThatAreNotReadyWait() {
        Rows.queued(database, 2, 3);
        database.sql("UPDATE millwright.job SET ready = false");
        assertEquals(List.of(), claim(Rows.node(database), 3));
    }

    @Test
    void aNodeIsNotDeclaredDeadBesideItsClaimUnderWay() throws Exception {
        Rows.queued(database, 2, 1);
        UUID node = Rows.node(database);
        String declare = Statements.of("node.NodeStore", "DECLARE_DEAD");
        try (OpenTransaction claiming = new OpenTransaction(database)) {
            claim(new ClaimStore(claiming.database()), node, new LowWaterMarks(), ALL, 1);
            assertEquals(0, database.sql(declare, node, 0L));
            claiming.commit();
        }
        assertEquals(1, database.sql(declare, node, 0L));
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job WHERE node = ?", node));
        assertEquals(List.of(), claim(node, 1));
    }

    @Test
    void aClaimOfANodeThatIsBeingDeclaredDeadGetsNothing() throws Exception {
        Rows.queued(database, 2, 1);
        UUID node = Rows.node(database);
        try (OpenTransaction declaring = new OpenTransaction(database)) {
            declaring.database().update(Statements.of("node.NodeStore", "DECLARE_DEAD"), node, 0L);
            CompletableFuture<List<Claimed>> claimed = CompletableFuture.supplyAsync(() -> claim(node, 1));
            Statements.awaitBlocked(database);
            declaring.commit();
            assertEquals(List.of(), claimed.get());
        }
    }

    @Test
    void aHeartbeatDoesNotWaitForAClaimUnderWay() throws Exception {
        Rows.queued(database, 2, 1);
        UUID node = Rows.node(database);
        try (OpenTransaction claiming = new OpenTransaction(database);
                OpenTransaction beating = new OpenTransaction(database)) {
            claim(new ClaimStore(claiming.database()), node, new LowWaterMarks(), ALL, 1);
            Database heart = beating.database();
            heart.first("SELECT set_config('lock_timeout', '2s', true)", row -> row.getString(1));
            assertEquals(1, heart.update(Statements.of("node.NodeStore", "BEAT"), 0, 0, node));
        }
    }

    @Test
    void whatComesInBelowTheLowWaterMarkIsFoundOnceTheMarkIsForgotten() {
        Rows.queued(database, 2, 3);
        UUID node = Rows.node(database);
        LowWaterMarks marks = new LowWaterMarks();
        long start = 5_000_000_000L;
        marks.forgetIfDue(start);
        note(marks, claim(node, marks, 3));
        Rows.queued(database, 2, 1);
        database.sql("UPDATE millwright.job SET position = 0 WHERE state = 'QUEUED'");

        marks.forgetIfDue(start + 999_999_999);
        assertEquals(List.of(), claim(node, marks, 3));
        marks.forgetIfDue(start + 1_000_000_000);
        assertEquals(1, claim(node, marks, 3).size());
    }

    private List<Claimed> claim(UUID node, int limit) {
        return claim(node, new LowWaterMarks(), limit);
    }

    private List<Claimed> claim(UUID node, LowWaterMarks marks, int limit) {
        return claim(store, node, marks, ALL, limit);
    }

    private static List<Claimed> claim(ClaimStore store, UUID node, LowWaterMarks marks, Which which, int limit) {
        return store.claim(node, List.of(new Quota("default", limit, limit, 0)), marks, which)
                .jobs();
    }

    private static void note(LowWaterMarks marks, List<Claimed> claimed) {
        claimed.forEach(each -> marks.note("default", each.priority(), each.position()));
    }
}

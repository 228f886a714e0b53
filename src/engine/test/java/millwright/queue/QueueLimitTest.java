package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.queue.ClaimStore.Claim;
import millwright.queue.ClaimStore.Which;
import millwright.testing.Crowd;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Q14: a queue's limits hold over all nodes. */
@PostgresTest
class QueueLimitTest {

    private static final Which ALL = new Which(List.of("work"), List.of("work"), Set.of());

    private final TestDatabase database;
    private final ClaimStore store;
    private final UUID node;

    QueueLimitTest(TestDatabase database) {
        this.database = database;
        this.store = new ClaimStore(database.database());
        this.node = Rows.node(database);
    }

    @Test
    void eightClaimersNeverHoldMoreThanTheLimit() throws Exception {
        Rows.queued(database, 2, 400);
        limit("max_running", "5");
        AtomicInteger most = new AtomicInteger();
        Crowd.of(8, () -> {
            UUID mine = Rows.node(database);
            while (database.isTrue("SELECT EXISTS (SELECT FROM millwright.job WHERE state = 'QUEUED')")) {
                claim(mine, 3);
                most.accumulateAndGet((int) running(), Math::max);
                endAll(mine);
            }
            return true;
        });
        assertTrue(most.get() <= 5, "at once: " + most);
        assertEquals(0, database.number("SELECT count(*) FROM millwright.queue_slot"));
    }

    @Test
    void theLimitIsSaidToBeReachedAndTheClaimWithoutLimitsLeavesTheQueueAlone() {
        Rows.queued(database, 2, 5);
        limit("max_running", "2");
        assertEquals(
                0,
                store.claim(node, List.of(new Quota("default", 5, 5, 0)), new LowWaterMarks(), ALL)
                        .jobs()
                        .size());
        Claim claim = claim(node, 4);
        assertEquals(2, claim.jobs().size());
        assertTrue(claim.waiting().containsKey("default"));
        assertEquals(0, claim(node, 4).jobs().size());
        endAll(node);
        assertEquals(2, claim(node, 4).jobs().size());
        assertEquals(Map.of(), claim(Rows.node(database), 0).waiting());
    }

    @Test
    void aLimitThatIsIntroducedCountsWhatRuns() {
        Rows.running(database, node, 3);
        Rows.queued(database, 2, 5);
        limit("rate", "1000");
        assertEquals(1, claim(node, 1).jobs().size());
        database.sql("UPDATE millwright.queue SET max_running = 4");
        assertEquals(0, claim(node, 1).jobs().size());
        database.sql("UPDATE millwright.queue SET max_running = 6");
        assertEquals(2, claim(node, 4).jobs().size());
        database.sql("UPDATE millwright.queue SET max_running = 3");
        assertEquals(0, claim(node, 1).jobs().size());
    }

    @Test
    void aSlotWhoseJobNoLongerRunsIsFoundFree() {
        Rows.queued(database, 2, 1);
        limit("max_running", "1");
        database.sql("UPDATE millwright.queue SET adopted = true");
        database.sql("INSERT INTO millwright.queue_slot VALUES (gen_random_uuid(), 'default', 1)");
        assertEquals(1, claim(node, 1).jobs().size());
    }

    @Test
    void noMoreJobsBeginThanThereAreTokens() {
        Rows.queued(database, 2, 100);
        limit("rate", "10");
        assertEquals(10, claim(node, 50).jobs().size());
        assertEquals(0, claim(node, 50).jobs().size());
        // a tenth of the period has gone by
        database.sql("UPDATE millwright.queue SET rate_filled_at = rate_filled_at - interval '6 s'");
        assertEquals(1, claim(node, 50).jobs().size());
        // and more than all of it: tokens do not pile up
        database.sql("UPDATE millwright.queue SET rate_filled_at = rate_filled_at - interval '1 hour'");
        assertEquals(10, claim(node, 50).jobs().size());
    }

    @Test
    void aPausedQueueWithALimitGivesNothing() {
        Rows.queued(database, 2, 1);
        limit("max_running", "1");
        database.sql("UPDATE millwright.queue SET paused = true, paused_at = now()");
        assertEquals(0, claim(node, 1).jobs().size());
    }

    @Test
    void aJobGivenBackAfterALostAnswerFreesItsSlot() {
        Rows.queued(database, 2, 1);
        limit("max_running", "1");
        claim(node, 1);
        assertEquals(1, store.giveBack(node, Set.of()));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.queue_slot"));
    }

    private void limit(String column, String value) {
        database.sql("INSERT INTO millwright.queue (name, " + column
                + (column.equals("rate")
                        ? ", rate_period) VALUES ('default', " + value + ", interval '1 min')"
                        : ") VALUES ('default', " + value + ")"));
    }

    private long running() {
        return database.number("SELECT count(*) FROM millwright.job WHERE state = 'RUNNING'");
    }

    private void endAll(UUID of) {
        database.sql(
                """
                WITH over AS (DELETE FROM millwright.job WHERE node = ? RETURNING id)
                DELETE FROM millwright.queue_slot s USING over WHERE s.job_id = over.id
                """,
                of);
    }

    private Claim claim(UUID claimer, int free) {
        return store.claimLimited(claimer, List.of(new Quota("default", free, free, 0)), new LowWaterMarks(), ALL);
    }
}

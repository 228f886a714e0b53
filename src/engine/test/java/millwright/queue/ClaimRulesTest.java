package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.job.ClaimedJob;
import millwright.job.Priority;
import millwright.queue.ClaimStore.Claim;
import millwright.queue.ClaimStore.Which;
import millwright.testing.Await;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Q2, Q3, Q11, Q12, Q13: what a claim leaves alone, what it takes ahead, and what that costs. */
@PostgresTest
class ClaimRulesTest {

    private static final List<String> WORK = List.of("work", "slow");
    private static final Which ALL = new Which(WORK, List.of("work"), Set.of());

    private final TestDatabase database;
    private final ClaimStore store;
    private final UUID node;

    ClaimRulesTest(TestDatabase database) {
        this.database = database;
        this.store = new ClaimStore(database.database());
        this.node = Rows.node(database);
    }

    @Test
    void beyondTheFreeSlotsJobsAreRunningButNotBegun() {
        Rows.queued(database, 2, 5);
        assertEquals(5, claim(2, 10, 0).jobs().size());
        assertEquals(2, number("state = 'RUNNING' AND started_at IS NOT NULL AND attempt_started_at IS NOT NULL"));
        assertEquals(
                3, number("state = 'RUNNING' AND started_at IS NULL AND attempt_started_at IS NULL AND lease = 1"));
    }

    @Test
    void whatMayNotBeClaimedAheadIsNotOvertaken() {
        for (String difference : List.of(
                "definition = 'slow'",
                "crash_count = 1",
                "concurrency_key = 'k', concurrency_slots = 1",
                "unique_key = 'u', unique_until = 'STARTED'")) {
            database.sql("DELETE FROM millwright.job");
            Rows.queued(database, 2, 5);
            database.sql("UPDATE millwright.job SET " + difference
                    + " WHERE id = (SELECT id FROM millwright.job ORDER BY position LIMIT 1 OFFSET 2)");
            Claim claim = claim(1, 10, 0);
            assertEquals(2, claim.jobs().size(), difference);
            assertEquals(Map.of("default", Priority.NORMAL), claim.waiting(), difference);
            assertEquals(3, claim(3, 3, 0).jobs().size(), difference);
        }
    }

    @Test
    void jobsGivenBackStandWhereTheyStoodAsIfNeverClaimed() {
        Rows.queued(database, 2, 3);
        List<ClaimedJob> claimed =
                claim(1, 3, 0).jobs().stream().map(each -> each.job()).toList();
        assertEquals(2, store.giveBackUnbegun(node, claimed).size());
        assertEquals(2, number("state = 'QUEUED' AND attempts = 0 AND lease = 2 AND node IS NULL AND history = '[]'"));
        assertEquals(1, number("state = 'RUNNING' AND lease = 1"));
        assertEquals(0, store.giveBackUnbegun(node, claimed).size());
        assertEquals("-1 1", counts());
    }

    @Test
    void oneThatIsToBeCancelledIsNotGivenBack() {
        Rows.queued(database, 2, 1);
        ClaimedJob job = claim(0, 1, 0).jobs().get(0).job();
        database.sql("UPDATE millwright.job SET control = 'CANCEL'");
        assertEquals(Set.of(), store.giveBackUnbegun(node, List.of(job)));
    }

    @Test
    void whatIsGivenBackAfterALostAnswerIsCancelledIfThatWasAskedFor() {
        Rows.queued(database, 2, 2);
        List<ClaimedJob> claimed =
                claim(2, 2, 0).jobs().stream().map(each -> each.job()).toList();
        UUID asked = claimed.get(0).id();
        database.sql("UPDATE millwright.job SET control = 'CANCEL', has_dependents = true WHERE id = ?", asked);
        assertEquals(2, store.giveBack(node, Set.of()));
        assertEquals("CANCELLED", database.text("SELECT state FROM millwright.job_archive WHERE id = ?", asked));
        assertEquals(1, number("state = 'QUEUED' AND control IS NULL AND lease = 2"));
        assertEquals(asked.toString(), database.text("SELECT job::text FROM millwright.due WHERE kind = 'PARENT'"));
        assertEquals(
                "CANCELLED 1, QUEUED -1, RUNNING 0",
                database.text(
                        """
                SELECT string_agg(state || ' ' || jobs, ', ' ORDER BY state)
                  FROM (SELECT state, sum(jobs) AS jobs FROM millwright.job_delta GROUP BY 1) AS counted
                """));
    }

    @Test
    void aCancelThatIsJustBeingAskedForIsWaitedForAndHonoured() throws Exception {
        Rows.queued(database, 2, 1);
        claim(1, 1, 0);
        try (OpenTransaction asking = new OpenTransaction(database)) {
            asking.database().update("UPDATE millwright.job SET control = 'CANCEL'");
            var given = CompletableFuture.supplyAsync(() -> store.giveBack(node, Set.of()));
            Await.until(
                    () -> database.isTrue(
                            """
                    SELECT EXISTS (SELECT FROM pg_stat_activity
                                    WHERE datname = current_database() AND wait_event_type = 'Lock')
                    """));
            asking.commit();
            assertEquals(1, given.get());
        }
        assertEquals("CANCELLED", database.text("SELECT state FROM millwright.job_archive"));
    }

    @Test
    void theOldestGoesFirstWhateverItsPriorityWhenItsTurnHasCome() {
        Rows.queued(database, 3, 2);
        Rows.queued(database, 2, 5);
        assertEquals(2, claim(3, 3, 0).jobs().get(0).priority());
        Claim aged = claim(2, 2, 1);
        assertEquals(
                List.of(2, 3),
                aged.jobs().stream().map(each -> each.priority()).sorted().toList());
        assertEquals(3, claim(1, 1, 1).jobs().get(0).priority());
    }

    @Test
    void anOldestThatSomebodyHasLockedLeavesNoSlotIdle() throws Exception {
        Rows.queued(database, 3, 1);
        Rows.queued(database, 2, 5);
        try (OpenTransaction other = new OpenTransaction(database)) {
            other.database().list("SELECT id FROM millwright.job WHERE priority = 3 FOR UPDATE", row -> 0);
            assertEquals(2, claim(1, 1, 1).jobs().get(0).priority());
        }
        assertEquals(3, claim(1, 1, 1).jobs().get(0).priority());
    }

    @Test
    void whatHasExpiredOrShouldBeOverIsLeftAlone() {
        Rows.queued(database, 2, 4);
        database.sql(
                """
                UPDATE millwright.job j SET expires_at = CASE n WHEN 1 THEN now() - interval '1 s' END,
                       deadline = CASE n WHEN 2 THEN now() - interval '1 s' WHEN 3 THEN now() + interval '1 hour' END
                  FROM (SELECT id, row_number() OVER (ORDER BY position) AS n FROM millwright.job) AS numbered
                 WHERE numbered.id = j.id
                """);
        assertEquals(2, claim(4, 4, 0).jobs().size());
    }

    @Test
    void aPausedQueueGivesNothing() {
        Rows.queued(database, 2, 2);
        database.sql("INSERT INTO millwright.queue (name, paused, paused_at) VALUES ('default', true, now())");
        assertEquals(List.of(), claim(2, 2, 0).jobs());
        database.sql("UPDATE millwright.queue SET paused = false, paused_at = NULL");
        assertEquals(2, claim(2, 2, 0).jobs().size());
    }

    @Test
    void aUniqueKeyKeptUntilTheStartIsFreeAgain() {
        Rows.queued(database, 2, 1);
        database.sql("UPDATE millwright.job SET unique_key = 'u', unique_until = 'STARTED'");
        database.sql(
                """
                INSERT INTO millwright.unique_hold (definition, key, job_id, until)
                SELECT definition, unique_key, id, 'STARTED' FROM millwright.job
                UNION ALL SELECT definition, 'other', id, 'FINISHED' FROM millwright.job
                """);
        claim(1, 1, 0);
        assertEquals("other", database.text("SELECT string_agg(key, ' ') FROM millwright.unique_hold"));
    }

    @Test
    void eachClaimCountsWhatItMoved() {
        Rows.queued(database, 2, 3);
        claim(1, 3, 0);
        assertEquals("-3 3", counts());
    }

    @Test
    void touchesNoMoreThanItTakesHoweverManyWaitAndWhateverTheStatisticsSay() throws Exception {
        // analysed while it was empty, and not again
        database.sql("ANALYZE millwright.job");
        Rows.queued(database, 2, 100_000);
        database.sql("UPDATE millwright.job SET queue = 'paused' WHERE position % 2 = 0");
        database.sql("UPDATE millwright.job SET state = 'BLOCKED', waits_for = 1 WHERE position % 4 = 1");
        database.sql("INSERT INTO millwright.queue (name, paused, paused_at) VALUES ('paused', true, now())");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM millwright.job");
            long first = buffers(statement);
            assertTrue(buffers(statement) < 100 * 40, "buffers: " + first);
            statement.execute("ANALYZE millwright.job");
            assertTrue(buffers(statement) < 100 * 40);
        }
    }

    /** Of one claim of 100 jobs; the queue that is paused is asked too. */
    private long buffers(Statement statement) throws Exception {
        String sql =
                """
                EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF)
                SELECT * FROM millwright.claim('%s', '{default,paused}', '{8,8}', '{100,100}', '{0,0}', '{0,0}', '{0,0}',
                                               '{0,0}', '{0,0}', '{work}', '{work}', '{}')
                """
                        .formatted(node);
        try (ResultSet plan = statement.executeQuery(sql)) {
            StringBuilder text = new StringBuilder();
            while (plan.next()) {
                text.append(plan.getString(1)).append('\n');
            }
            assertTrue(Pattern.compile("rows=100(\\.00)? ").matcher(text).find(), text::toString);
            Matcher hit = Pattern.compile("shared hit=(\\d+)").matcher(text);
            assertTrue(hit.find(), text::toString);
            return Long.parseLong(hit.group(1));
        }
    }

    private String counts() {
        return database.text(
                """
                SELECT sum(jobs) FILTER (WHERE state = 'QUEUED') || ' ' || sum(jobs) FILTER (WHERE state = 'RUNNING')
                  FROM millwright.job_delta
                """);
    }

    private long number(String condition) {
        return database.number("SELECT count(*) FROM millwright.job WHERE " + condition);
    }

    private Claim claim(int free, int most, int aged) {
        return store.claim(node, List.of(new Quota("default", free, most, aged)), new LowWaterMarks(), ALL);
    }
}

package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import millwright.job.AttemptEnd;
import millwright.job.JobLifecycle;
import millwright.job.RunningAttempt;
import millwright.node.NodeSteps;
import millwright.queue.OutcomeStore.Recorded;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Q4: what a stop frees, keeps and counts, whichever way its attempt has ended. */
@PostgresTest
class StoppedOutcomeTest {

    private static final JobError ERROR = new JobError("NETWORK_ERROR", ErrorCategory.TRANSIENT, "unreachable");

    private final TestDatabase database;
    private final OutcomeStore store;
    private final UUID node;

    StoppedOutcomeTest(TestDatabase database) {
        this.database = database;
        this.store = new OutcomeStore(database.database());
        this.node = Rows.node(database);
    }

    @Test
    void aStoppedJobIsNotOverAndGivesBackItsSlots() {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        database.sql("UPDATE millwright.job SET concurrency_key = 'k', concurrency_slots = 1, awaited = true,"
                + " has_dependents = true, unique_key = 'u', unique_until = 'FINISHED'");
        database.sql(
                "INSERT INTO millwright.queue_slot (job_id, queue, lease) SELECT id, queue, lease FROM millwright.job");
        database.sql("INSERT INTO millwright.unique_hold (definition, key, job_id, until)"
                + " SELECT definition, unique_key, id, unique_until FROM millwright.job");
        attempt.clock().begin();
        Recorded recorded = record(attempt, AttemptEnd.stopped(), null);
        assertEquals(Set.of(attempt.jobId()), recorded.jobs());
        assertEquals(Set.of(), recorded.awaited());
        assertTrue(
                database.isTrue(
                        """
                SELECT state = 'STOPPED' AND node IS NULL AND finished_at IS NULL AND error IS NULL AND NOT ready
                       AND control IS NULL AND lease = 1 AND awaited AND history -> 0 ->> 'outcome' = 'STOPPED'
                  FROM millwright.job
                """));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.queue_slot"));
        assertEquals(1, database.number("SELECT count(*) FROM millwright.unique_hold"));
        assertEquals(List.of("SLOT"), database.list("SELECT kind FROM millwright.due", row -> row.getString(1)));
        assertEquals(
                List.of("RUNNING -1", "STOPPED 1"),
                database.list(
                        "SELECT state || ' ' || jobs FROM millwright.job_delta WHERE bucket IS NULL ORDER BY state",
                        row -> row.getString(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RELEASED", "FAILED"})
    void whatIsToBeStoppedDoesNotGoOnByItself(String outcome) {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        database.sql("UPDATE millwright.job SET control = 'STOP'");
        AttemptEnd end = outcome.equals("FAILED") ? AttemptEnd.failed(ERROR) : AttemptEnd.released();
        record(attempt, end, Duration.ofMinutes(1));
        assertTrue(database.isTrue(
                """
                SELECT state = 'STOPPED' AND control IS NULL AND history -> 0 ->> 'outcome' = ? FROM millwright.job
                """,
                outcome));
    }

    @Test
    void whatFailsForGoodWhileItIsToBeStoppedHasFailed() {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        database.sql("UPDATE millwright.job SET control = 'STOP'");
        record(attempt, AttemptEnd.failed(ERROR), null);
        assertEquals("FAILED", database.text("SELECT state FROM millwright.job"));
    }

    @Test
    void whatLosesItsNodeWhileItIsToBeStoppedIsStopped() {
        NodeSteps nodes = new NodeSteps(database.database(), 1);
        UUID dying = nodes.join();
        Rows.running(database, dying, 2);
        database.sql("UPDATE millwright.job SET control = 'STOP', concurrency_key = 'k', concurrency_slots = 1"
                + " WHERE id = (SELECT min(id::text)::uuid FROM millwright.job)");
        assertTrue(nodes.declareDead(dying));
        nodes.rescue();
        assertEquals(
                List.of("FAILED false 2", "STOPPED true 2"),
                database.list(
                        "SELECT state || ' ' || (control IS NULL AND NOT ready) || ' ' || lease FROM millwright.job"
                                + " ORDER BY state",
                        row -> row.getString(1)));
        assertEquals(1, database.number("SELECT count(*) FROM millwright.due WHERE kind = 'SLOT'"));
        assertEquals(1, database.number("SELECT sum(jobs) FROM millwright.job_delta WHERE state = 'STOPPED'"));
    }

    @Test
    void theGuardsOfWhatStaysAreOne() {
        assertEquals(JobLifecycle.FAIL.guard("j"), JobLifecycle.STOP_RUNNING.guard("j"));
        // what goes on is queued, whichever way it had ended
        assertEquals(JobLifecycle.RETRY_IN_PLACE.toLiteral(), JobLifecycle.RESTART.toLiteral());
    }

    private Recorded record(RunningAttempt attempt, AttemptEnd end, Duration retryAfter) {
        return store.record(List.of(new EndedAttempt(attempt, end, System.nanoTime(), retryAfter, null)));
    }
}

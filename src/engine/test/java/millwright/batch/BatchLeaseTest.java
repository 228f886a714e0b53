package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.job.TransactionMark;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** B3: what a batch job writes, it writes under its lease and inside its own transactions. */
@PostgresTest
class BatchLeaseTest extends ItemsJobTest {

    BatchLeaseTest(TestDatabase database) {
        super(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"items", "items-skipping-everything"})
    void aChunkWhoseLeaseIsRaisedRollsBackAndTheStepDoesNotGoOn(String definition) {
        script.afterWriting = numbers -> {
            if (numbers.contains(15)) {
                bench.raiseLease();
            }
        };
        RunningAttempt attempt = bench.claim(definition);
        bench.run(attempt);
        assertTrue(attempt.isFenced());
        assertEquals(numbersTo(10), bench.written());
        assertEquals(0, script.reports.get());
        // what the fenced attempt would have written about its end is dropped
        assertEquals("STARTED", database.text("SELECT batch_status FROM millwright.step_execution"));
        assertEquals("STARTED", database.text("SELECT batch_status FROM millwright.job_execution"));
        assertEquals("FAILED", bench.step(attempt, "import").batchStatus(), "as it is shown");

        script.afterWriting = numbers -> {};
        assertEquals(AttemptOutcome.COMPLETED, bench.run(bench.next(attempt)).outcome());
        assertEquals(numbersTo(ITEMS), bench.written());
        assertEquals(
                List.of("FAILED", "COMPLETED"),
                database.list(
                        "SELECT batch_status FROM millwright.job_execution ORDER BY id", row -> row.getString(1)));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.step_execution WHERE ended_at IS NULL"));
        assertEquals(ITEMS, stepOfOnlyJob("import").counts().written());
        assertEquals(4, stepOfOnlyJob("import").counts().commits());
    }

    @Test
    void aCheckpointThatFindsTheJobCancelledIsTheLast() {
        RunningAttempt attempt = bench.claim("items");
        script.afterWriting = numbers -> {
            if (numbers.contains(15)) {
                database.sql("UPDATE millwright.job SET control = 'CANCEL'");
            }
        };
        assertEquals(AttemptOutcome.RELEASED, bench.run(attempt).outcome());
        assertTrue(attempt.isCancelled());
        // the chunk that found it is committed, and JBeret ends with the item it reads next
        assertEquals(numbersTo(21), bench.written());
        assertEquals("STOPPED", bench.step(attempt, "import").batchStatus());
        assertEquals(0, script.reports.get());
    }

    @Test
    void aLeaseThatIsGoneBeforeTheStepBeginsRunsNothing() {
        RunningAttempt attempt = bench.claim("items");
        bench.raiseLease();
        AttemptEnd end = runCatching(attempt);
        assertTrue(end == null || end.outcome() == AttemptOutcome.FAILED);
        assertEquals(List.of(), bench.written());
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job_execution"));
        assertEquals(0, script.opened.get());
    }

    @Test
    void aChunksTransactionHoldsTheMarkOfTheNode() {
        RunningAttempt attempt = bench.claim("items");
        AtomicInteger looked = new AtomicInteger();
        script.beforeWriting = numbers -> {
            assertEquals(1, marks(attempt), "as another session sees it");
            looked.incrementAndGet();
        };
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(4, looked.get());
        assertEquals(0, marks(attempt));
    }

    private long marks(RunningAttempt attempt) {
        return database.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                + " AND (classid::bigint << 32 | objid::bigint) = " + TransactionMark.of(attempt.node()));
    }

    @Test
    void aTransactionThatABatchletLeavesOpenFailsItsStepAndIsRolledBack() throws Exception {
        database.sql("CREATE TABLE left_open (item integer)");
        script.report = (attempt, steps) -> {
            bench.transactions().begin();
            try (Connection connection = script.dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO left_open VALUES (1)");
            }
            return null;
        };
        RunningAttempt attempt = bench.claim("items");
        AttemptEnd end = bench.run(attempt);
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertTrue(
                end.error().message().contains("left a transaction open"),
                end.error().message());
        assertEquals(0, database.number("SELECT count(*) FROM left_open"));
        assertEquals("FAILED", database.text("SELECT batch_status FROM millwright.job_execution"));
    }

    private AttemptEnd runCatching(RunningAttempt attempt) {
        try {
            return bench.run(attempt);
        } catch (FencedError e) {
            return null;
        }
    }
}

package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.Metric.MetricType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import millwright.batch.ExecutionStore.Execution;
import millwright.batch.ExecutionStore.Instance;
import millwright.batch.StepStore.Checkpoint;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.Control;
import millwright.job.RunningAttempt;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.Statements;
import millwright.testing.TestDatabase;
import org.jberet.runtime.StepExecutionImpl;
import org.junit.jupiter.api.Test;

/** B1, B3: every write about an attempt happens under its lease, or not at all. */
@PostgresTest
class BatchStoresTest {

    private final TestDatabase database;
    private final ExecutionStore executions;
    private final StepStore steps;
    private final Lease lease;
    private final long instance;

    BatchStoresTest(TestDatabase database) {
        this.database = database;
        this.executions = new ExecutionStore(database.database());
        this.steps = new StepStore(database.database());
        RunningAttempt attempt = Rows.running(database, Rows.node(database), 1).get(0);
        this.lease = Lease.of(attempt);
        // as the JobOperator makes it: without an execution
        this.instance = database.number("INSERT INTO millwright.job_instance (job_id, job_name, step_count) VALUES ('"
                + attempt.jobId() + "', 'work', 2) RETURNING id");
    }

    @Test
    void aJobHasOneInstanceHoweverOftenItIsAskedFor() {
        assertEquals(
                new Instance(instance, false, Optional.empty()), executions.instance(lease, "work", 2, null, 1, "{}"));
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job_instance"));
    }

    @Test
    void theFirstAttemptMakesItTogetherWithItsExecution() {
        database.sql("DELETE FROM millwright.job_instance");
        Instance made = executions.instance(lease, "work", 2, null, 1, "{\"p\": 1}");
        assertTrue(made.isNew());
        Execution begun = executions.executions(made.id()).get(0);
        assertEquals(made.execution(), Optional.of(begun.id()));
        assertEquals("STARTED", begun.batchStatus());
        assertEquals(Json.object("{\"p\": 1}"), begun.parameters());
        assertFalse(begun.startedAt() == null);
    }

    @Test
    void withoutTheLeaseAnInstanceIsMadeAndNothingBegun() {
        database.sql("DELETE FROM millwright.job_instance");
        database.sql("UPDATE millwright.job SET lease = lease + 1");
        Instance made = executions.instance(lease, "work", 2, null, 1, "{}");
        assertEquals(Optional.empty(), made.execution());
        assertEquals(List.of(), executions.executions(made.id()));
    }

    @Test
    void underTheLeaseEverythingIsWritten() {
        long execution = execution();
        StepExecutionImpl step = step(execution);
        step.getStepMetrics().increment(MetricType.READ_COUNT, 10);
        step.setReaderCheckpointInfo("line 10");
        assertEquals(Optional.of(new Checkpoint(Optional.empty())), checkpoint(lease, step));
        step.setBatchStatus(BatchStatus.COMPLETED);
        assertTrue(steps.ended(lease, instance, step, List.of(), "{\"a\": 1}"));
        assertTrue(executions.ended(lease, execution, "COMPLETED", "COMPLETED", null));

        StepExecutionImpl kept = steps.latest(instance, "import").orElseThrow();
        assertEquals("line 10", kept.getReaderCheckpointInfo());
        assertEquals(BatchStatus.COMPLETED, kept.getBatchStatus());
        assertEquals(10, kept.getStepMetrics().get(MetricType.READ_COUNT));
        assertEquals(Optional.of(Json.object("{\"a\": 1}")), steps.result(instance));
        assertEquals(1, steps.starts(instance, "import"));
        Execution ended = executions.executions(instance).get(0);
        assertEquals("COMPLETED", ended.batchStatus());
        assertEquals(Json.object("{\"p\": 1}"), ended.parameters());
        assertFalse(ended.endedAt() == null);
    }

    @Test
    void onceTheLeaseIsRaisedNothingIsWritten() {
        long execution = execution();
        StepExecutionImpl step = step(execution);
        database.sql("UPDATE millwright.job SET lease = lease + 1");
        assertNothingIsWritten(lease, execution, step);
    }

    @Test
    void anotherNodeOrAJobThatIsNotRunningWritesNothing() {
        long execution = execution();
        StepExecutionImpl step = step(execution);
        assertNothingIsWritten(new Lease(lease.job(), lease.number(), UUID.randomUUID()), execution, step);
        assertNothingIsWritten(new Lease(UUID.randomUUID(), lease.number(), lease.node()), execution, step);
        database.sql("UPDATE millwright.job SET state = 'QUEUED', node = NULL");
        assertNothingIsWritten(lease, execution, step);
    }

    private void assertNothingIsWritten(Lease stale, long execution, StepExecutionImpl step) {
        String before = everything();
        step.getStepMetrics().increment(MetricType.READ_COUNT, 10);
        step.setReaderCheckpointInfo("line 10");
        List<SkippedItem> skipped = List.of(new SkippedItem(null, 3, SkippedItem.Phase.READ, "bad", null));
        assertEquals(Optional.empty(), executions.create(stale, instance, 2, "{}"));
        assertFalse(executions.ended(stale, execution, "COMPLETED", "COMPLETED", null));
        executions.closeLeftOpen(stale, instance);
        StepExecutionImpl another = new StepExecutionImpl("other");
        another.setBatchStatus(BatchStatus.STARTED);
        assertEquals(Optional.empty(), steps.create(stale, execution, another));
        assertEquals(Optional.empty(), steps.checkpoint(stale, instance, step, skipped, 0.5, 1, "{\"a\": 1}"));
        assertFalse(steps.ended(stale, instance, step, skipped, "{\"a\": 1}"));
        assertEquals(before, everything());
    }

    @Test
    void aCheckpointTellsWhatIsAskedOfTheJob() {
        StepExecutionImpl step = step(execution());
        database.sql("UPDATE millwright.job SET control = 'STOP'");
        assertEquals(Optional.of(new Checkpoint(Optional.of(Control.STOP))), checkpoint(lease, step));
        database.sql("UPDATE millwright.job SET control = 'CANCEL'");
        assertEquals(Optional.of(new Checkpoint(Optional.of(Control.CANCEL))), checkpoint(lease, step));
    }

    @Test
    void raisingTheLeaseWaitsForACheckpointThatIsNotCommitted() throws Exception {
        StepExecutionImpl step = step(execution());
        try (OpenTransaction chunk = new OpenTransaction(database)) {
            Database inChunk = chunk.database();
            assertTrue(new StepStore(inChunk)
                    .checkpoint(lease, instance, step, List.of(), null, 1, null)
                    .isPresent());
            CompletableFuture<Integer> raised =
                    CompletableFuture.supplyAsync(() -> database.sql("UPDATE millwright.job SET lease = lease + 1"));
            Statements.awaitBlocked(database);
            assertFalse(raised.isDone());
            chunk.commit();
            assertEquals(1, raised.get());
        }
        assertEquals(1, database.number("SELECT commit_count FROM millwright.step_execution"));
    }

    @Test
    void aCheckpointThatComesWhileTheLeaseIsBeingRaisedIsRefused() throws Exception {
        StepExecutionImpl step = step(execution());
        try (OpenTransaction rescue = new OpenTransaction(database)) {
            rescue.database().update("UPDATE millwright.job SET lease = lease + 1");
            CompletableFuture<Optional<Checkpoint>> checkpoint =
                    CompletableFuture.supplyAsync(() -> checkpoint(lease, step));
            Statements.awaitBlocked(database);
            rescue.commit();
            assertEquals(Optional.empty(), checkpoint.get());
        }
        assertEquals(0, database.number("SELECT commit_count FROM millwright.step_execution"));
    }

    @Test
    void whatADeadAttemptLeftOpenIsClosedByTheNext() {
        long execution = execution();
        step(execution);
        database.sql("UPDATE millwright.job SET lease = 2, attempts = 2");
        Lease next = new Lease(lease.job(), 2, lease.node());
        executions.closeLeftOpen(next, instance);
        assertEquals("FAILED", executions.executions(instance).get(0).batchStatus());
        assertTrue(database.isTrue(
                "SELECT batch_status = 'FAILED' AND ended_at IS NOT NULL FROM millwright.step_execution"));
    }

    @Test
    void theResultOfAnEarlierAttemptIsKeptUntilALaterOneGivesAnother() {
        long execution = execution();
        StepExecutionImpl step = step(execution);
        steps.checkpoint(lease, instance, step, List.of(), null, 1, "{\"a\": 1}");
        steps.checkpoint(lease, instance, step, List.of(), null, 2, null);
        assertEquals(Optional.of(Json.object("{\"a\": 1}")), steps.result(instance));
        StepExecutionImpl later = step(execution);
        steps.ended(lease, instance, later, List.of(), null);
        assertEquals(Optional.of(Json.object("{\"a\": 1}")), steps.result(instance));
        steps.ended(lease, instance, later, List.of(), "{\"a\": 2}");
        assertEquals(Optional.of(Json.object("{\"a\": 2}")), steps.result(instance));
    }

    @Test
    void anItemThatIsSkippedAgainAfterARestartIsListedOnce() {
        StepExecutionImpl step = step(execution());
        List<SkippedItem> skipped = new ArrayList<>();
        skipped.add(new SkippedItem(null, 3, SkippedItem.Phase.READ, "bad", "a,b"));
        skipped.add(new SkippedItem(null, 4, SkippedItem.Phase.PROCESS, "bad", null));
        steps.checkpoint(lease, instance, step, skipped, null, 1, null);
        steps.checkpoint(lease, instance, step, skipped, null, 2, null);
        assertEquals(
                List.of(
                        new SkippedItem("import", 3, SkippedItem.Phase.READ, "bad", "a,b"),
                        new SkippedItem("import", 4, SkippedItem.Phase.PROCESS, "bad", null)),
                new StoredBatchJobs(database.database()).skippedItems(lease.job(), 10));
    }

    @Test
    void aJobThatHasNotBegunHasNoProgress() {
        BatchProgress progress = new StoredBatchJobs(database.database()).progress(UUID.randomUUID());
        assertEquals(new BatchProgress(0, List.of()), progress);
    }

    @Test
    void theProgressOfManyJobsIsReadAtOnce() {
        UUID notBegun = UUID.randomUUID();
        StepExecutionImpl step = step(execution());
        checkpoint(lease, step);
        StoredBatchJobs jobs = new StoredBatchJobs(database.database());

        Map<UUID, BatchProgress> all = jobs.progress(List.of(lease.job(), notBegun));

        assertEquals(Set.of(lease.job(), notBegun), all.keySet());
        // the estimate of the time left changes from one look to the next
        StepView shown = all.get(lease.job()).steps().get(0);
        assertEquals(0.5, shown.fraction());
        assertEquals("STARTED", shown.batchStatus());
        assertEquals(1, all.get(lease.job()).steps().size());
        assertEquals(new BatchProgress(0, List.of()), all.get(notBegun));
        assertEquals(Map.of(), jobs.progress(List.of()));
    }

    private Optional<Checkpoint> checkpoint(Lease under, StepExecutionImpl step) {
        return steps.checkpoint(under, instance, step, List.of(), 0.5, 1, null);
    }

    private long execution() {
        return executions
                .create(lease, instance, 1, "{\"p\": 1}")
                .orElseGet(() -> database.number("SELECT max(id) FROM millwright.job_execution"));
    }

    private StepExecutionImpl step(long execution) {
        StepExecutionImpl step = new StepExecutionImpl("import");
        step.setBatchStatus(BatchStatus.STARTED);
        step.setId(steps.create(lease, execution, step).orElseThrow());
        return step;
    }

    private String everything() {
        return database.text(
                """
                SELECT concat((SELECT string_agg(x::text, ',' ORDER BY id) FROM millwright.job_execution x),
                              (SELECT string_agg(s::text, ',' ORDER BY id) FROM millwright.step_execution s),
                              (SELECT string_agg(k::text, ',') FROM millwright.skipped_item k))
                """);
    }
}

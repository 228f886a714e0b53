package millwright.batch;

import static millwright.batch.OperatorBench.properties;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.StepExecution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import millwright.job.JobState;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B9: what the JobOperator starts, stops and restarts, on whole nodes. */
@PostgresTest
class JobOperatorTest {

    private static final int ITEMS = 35;

    private final TestDatabase database;
    private final OperatorBench bench;
    private final Script script;

    JobOperatorTest(TestDatabase database, @TempDir Path folder) {
        this.database = database;
        this.bench = new OperatorBench(database, folder);
        this.script = bench.script(ITEMS);
    }

    @AfterEach
    void stopAll() {
        bench.stop();
    }

    @Test
    void whatIsStartedIsAnExecutionAtOnceAndTheFirstAttemptTakesIt() {
        OperatorBench.Node node = bench.accepting();
        JobOperator operator = node.operator();
        long id = operator.start("items", properties("factor", "3"));
        JobExecution execution = operator.getJobExecution(id);
        assertEquals(BatchStatus.STARTING, execution.getBatchStatus());
        assertNull(execution.getStartTime());
        assertNull(execution.getEndTime());
        assertNull(execution.getExitStatus());
        assertEquals(properties("factor", "3"), operator.getParameters(id));
        assertEquals(
                "3",
                node.jobs()
                        .find(bench.job(id))
                        .orElseThrow()
                        .parameters()
                        .get("factor")
                        .toString(),
                "of the type its schema declares");
        assertEquals(List.of(id), operator.getRunningExecutions("items"));
        assertEquals(List.of(), operator.getStepExecutions(id));

        node.engine().runJobs();
        assertEquals(BatchStatus.COMPLETED, bench.end(operator, id));
        execution = operator.getJobExecution(id);
        assertEquals("COMPLETED", execution.getExitStatus());
        assertNotNull(execution.getStartTime());
        assertNotNull(execution.getEndTime());
        assertEquals(ITEMS, bench.written().size());
        assertEquals(List.of(), operator.getRunningExecutions("items"));
        assertEquals(
                List.of("import", "report"),
                operator.getStepExecutions(id).stream()
                        .map(StepExecution::getStepName)
                        .toList());
        assertEquals(1, operator.getJobExecutions(operator.getJobInstance(id)).size());
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job_execution"));
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job_instance"));
    }

    @Test
    void aFailedExecutionIsRestartedAsTheNextAndGoesOnFromItsCheckpoint() {
        AtomicBoolean failed = new AtomicBoolean();
        script.beforeWriting = numbers -> {
            if (numbers.contains(25) && failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("the disk is full");
            }
        };
        OperatorBench.Node node = bench.running();
        JobOperator operator = node.operator();
        long first = operator.start("items", properties("factor", "3"));
        assertEquals(BatchStatus.FAILED, bench.end(operator, first));
        assertEquals(20, bench.written().size());
        long second = operator.restart(first, null);
        assertNotEquals(first, second);
        assertEquals(BatchStatus.COMPLETED, bench.end(operator, second));
        assertEquals(ITEMS, bench.written().size());
        assertEquals(properties("factor", "3"), operator.getParameters(second));
        assertEquals(1, operator.getJobInstanceCount("items"));
        assertEquals(
                List.of(first, second),
                operator.getJobExecutions(operator.getJobInstance(second)).stream()
                        .map(JobExecution::getExecutionId)
                        .toList());
        assertEquals(BatchStatus.FAILED, operator.getJobExecution(first).getBatchStatus());
        assertEquals(2, node.jobs().find(bench.job(first)).orElseThrow().round());
    }

    @Test
    void aChunkStopsOnAnotherNodeWithinASecondAndARestartGoesOn() throws Exception {
        Semaphore reached = new Semaphore(0);
        Semaphore go = new Semaphore(0);
        AtomicBoolean waited = new AtomicBoolean();
        script.processing = number -> {
            if (number == 15 && waited.compareAndSet(false, true)) {
                reached.release();
                go.acquire();
            }
        };
        JobOperator here = bench.accepting().operator();
        OperatorBench.Node there = bench.running();
        long first = here.start("items", properties("factor", "2"));
        reached.acquire();
        assertEquals(BatchStatus.STARTED, here.getJobExecution(first).getBatchStatus());
        here.stop(first);
        assertEquals(BatchStatus.STOPPING, here.getJobExecution(first).getBatchStatus());
        here.stop(first);
        go.release();
        assertEquals(BatchStatus.STOPPED, bench.end(here, first));
        assertEquals(
                JobState.STOPPED,
                there.jobs().find(bench.job(first)).orElseThrow().state());
        assertTrue(bench.written().size() < ITEMS);

        long second = here.restart(first, properties("factor", "5"));
        assertEquals(BatchStatus.COMPLETED, bench.end(here, second));
        assertEquals(ITEMS, bench.written().size());
        assertEquals(properties("factor", "5"), here.getParameters(second));
        assertEquals(properties("factor", "2"), here.getParameters(first));
    }

    /** The fastest of a few: what else the machine does may hold one up, and makes none faster. */
    @Test
    void aBatchletIsStoppedOnAnotherNodeWithinASecond() {
        JobOperator here = bench.accepting().operator();
        bench.running();
        List<Long> took = new ArrayList<>();
        do {
            took.add(millisToStop(here));
        } while (took.get(took.size() - 1) >= 1_000 && took.size() < 4);
        assertTrue(took.get(took.size() - 1) < 1_000, "took " + took + " ms");
    }

    private long millisToStop(JobOperator here) {
        int begun = script.reports.get();
        long execution = here.start("waiting", null);
        bench.awaitStatus(here, execution, BatchStatus.STARTED);
        millwright.testing.Await.until(() -> script.reports.get() > begun);
        long asked = System.nanoTime();
        here.stop(execution);
        assertEquals(BatchStatus.STOPPED, bench.end(here, execution));
        return (System.nanoTime() - asked) / 1_000_000;
    }

    @Test
    void whatIsStoppedBeforeAnyNodeHasTakenItCanBeRestarted() {
        OperatorBench.Node node = bench.accepting();
        JobOperator operator = node.operator();
        long first = operator.start("items", null);
        operator.stop(first);
        assertEquals(BatchStatus.STOPPED, operator.getJobExecution(first).getBatchStatus());
        long second = operator.restart(first, null);
        assertEquals(BatchStatus.STOPPED, operator.getJobExecution(first).getBatchStatus());
        assertEquals(BatchStatus.STARTING, operator.getJobExecution(second).getBatchStatus());
        node.engine().runJobs();
        assertEquals(BatchStatus.COMPLETED, bench.end(operator, second));
        assertEquals(ITEMS, bench.written().size());
    }
}

package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.JobRestartException;
import jakarta.batch.runtime.BatchStatus;
import java.nio.file.Path;
import millwright.batch.OperatorBench.Node;
import millwright.job.JobState;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B6: what is abandoned never goes on, whatever it had got to. */
@PostgresTest
class AbandonTest {

    private final TestDatabase database;
    private final OperatorBench bench;
    private final Script script;

    AbandonTest(TestDatabase database, @TempDir Path folder) {
        this.database = database;
        this.bench = new OperatorBench(database, folder);
        this.script = bench.script(5);
    }

    @AfterEach
    void stopAll() {
        bench.stop();
    }

    @Test
    void anExecutionThatNoNodeHasTakenIsAbandonedAndNeverRuns() {
        Node node = bench.accepting();
        long id = node.operator().start("items", null);
        node.operator().abandon(id);
        assertAbandoned(node, id, JobState.CANCELLED);
        node.operator().abandon(id);
        node.engine().runJobs();
        long other = node.operator().start("items", null);
        assertEquals(BatchStatus.COMPLETED, bench.end(node.operator(), other));
        assertEquals(1, script.opened.get());
        assertEquals(
                1,
                database.number("SELECT sum(jobs) FROM millwright.job_delta WHERE state = 'CANCELLED'")
                        + database.number("SELECT coalesce(sum(jobs), 0) FROM millwright.job_count"
                                + " WHERE state = 'CANCELLED'"));
    }

    @Test
    void aStoppedExecutionIsAbandonedWithItsJob() {
        Node node = bench.accepting();
        long id = node.operator().start("items", null);
        node.operator().stop(id);
        node.operator().abandon(id);
        assertAbandoned(node, id, JobState.CANCELLED);
    }

    @Test
    void aFailedExecutionIsAbandonedAndItsDeadLetterResolved() {
        script.beforeWriting = numbers -> {
            throw new IllegalArgumentException("the disk is full");
        };
        Node node = bench.running();
        long id = node.operator().start("items", null);
        assertEquals(BatchStatus.FAILED, bench.end(node.operator(), id));
        node.operator().abandon(id);
        assertAbandoned(node, id, JobState.FAILED);
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job"));
        assertEquals("FAILED", node.operator().getJobExecution(id).getExitStatus());
    }

    @Test
    void anEarlierExecutionIsAbandonedAloneAndTheLastCanStillBeRestarted() {
        Node node = bench.accepting();
        JobOperator operator = node.operator();
        long first = operator.start("items", null);
        operator.stop(first);
        long second = operator.restart(first, null);
        operator.stop(second);
        operator.abandon(first);
        assertEquals(BatchStatus.ABANDONED, operator.getJobExecution(first).getBatchStatus());
        assertEquals(BatchStatus.STOPPED, operator.getJobExecution(second).getBatchStatus());
        long third = operator.restart(second, null);
        node.engine().runJobs();
        assertEquals(BatchStatus.COMPLETED, bench.end(operator, third));
    }

    @Test
    void aCancelledJobsUntakenExecutionIsAbandoned() {
        Node node = bench.accepting();
        long id = node.operator().start("items", null);
        node.jobs().cancel(bench.job(id));
        assertAbandoned(node, id, JobState.CANCELLED);
    }

    private void assertAbandoned(Node node, long id, JobState state) {
        assertEquals(BatchStatus.ABANDONED, node.operator().getJobExecution(id).getBatchStatus());
        assertEquals(state, node.jobs().find(bench.job(id)).orElseThrow().state());
        assertThrows(JobRestartException.class, () -> node.operator().restart(id, null));
    }
}

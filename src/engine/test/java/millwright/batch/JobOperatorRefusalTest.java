package millwright.batch;

import static millwright.batch.OperatorBench.properties;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.batch.operations.JobExecutionAlreadyCompleteException;
import jakarta.batch.operations.JobExecutionIsRunningException;
import jakarta.batch.operations.JobExecutionNotMostRecentException;
import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.JobRestartException;
import jakarta.batch.operations.JobStartException;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.operations.NoSuchJobInstanceException;
import jakarta.batch.runtime.BatchStatus;
import java.nio.file.Path;
import millwright.batch.OperatorBench.Node;
import millwright.testing.Await;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B6: what the JobOperator refuses, by the exceptions of its specification. */
@PostgresTest
class JobOperatorRefusalTest {

    private static final long NOBODYS = 4_711;

    private final TestDatabase database;
    private final OperatorBench bench;
    private final Script script;

    JobOperatorRefusalTest(TestDatabase database, @TempDir Path folder) {
        this.database = database;
        this.bench = new OperatorBench(database, folder);
        this.script = bench.script(5);
    }

    @AfterEach
    void stopAll() {
        bench.stop();
    }

    @Test
    void whatCannotBeStartedWritesNothing() {
        JobOperator operator = bench.accepting().operator();
        String message = assertThrows(JobStartException.class, () -> operator.start("itemz", null))
                .getMessage();
        assertTrue(message.contains("no job definition is named 'itemz' (nearest: 'items')"), message);
        message = assertThrows(JobStartException.class, () -> operator.start("items", properties("factor", "many")))
                .getMessage();
        assertTrue(message.contains("/parameters/factor"), message);
        message = assertThrows(JobStartException.class, () -> operator.start("items", properties("faktor", "1")))
                .getMessage();
        assertTrue(message.contains("nearest: 'factor'"), message);
        assertThrows(JobStartException.class, () -> operator.start("broken-xml", null));
        assertThrows(JobStartException.class, () -> operator.start(null, null));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job"));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job_instance"));
    }

    @Test
    void anExecutionThatIsNoneIsNamed() {
        JobOperator operator = bench.accepting().operator();
        String message = assertThrows(NoSuchJobExecutionException.class, () -> operator.getJobExecution(NOBODYS))
                .getMessage();
        assertEquals("there is no job execution 4711", message);
        assertThrows(NoSuchJobExecutionException.class, () -> operator.getJobInstance(NOBODYS));
        assertThrows(NoSuchJobExecutionException.class, () -> operator.getParameters(NOBODYS));
        assertThrows(NoSuchJobExecutionException.class, () -> operator.getStepExecutions(NOBODYS));
        assertThrows(NoSuchJobExecutionException.class, () -> operator.restart(NOBODYS, null));
        assertThrows(NoSuchJobExecutionException.class, () -> operator.stop(NOBODYS));
        assertThrows(NoSuchJobExecutionException.class, () -> operator.abandon(NOBODYS));
        assertThrows(
                NoSuchJobInstanceException.class,
                () -> operator.getJobExecutions(new JobInstanceView(NOBODYS, "items")));
        assertThrows(NoSuchJobInstanceException.class, () -> operator.getJobExecutions(null));
    }

    @Test
    void aJobNameThatIsNoneIsNamedAndOneThatHasNotRunIsKnown() {
        JobOperator operator = bench.accepting().operator();
        assertThrows(NoSuchJobException.class, () -> operator.getJobInstanceCount("itemz"));
        assertThrows(NoSuchJobException.class, () -> operator.getJobInstances("itemz", 0, 1));
        assertThrows(NoSuchJobException.class, () -> operator.getRunningExecutions("itemz"));
        assertThrows(NoSuchJobException.class, () -> operator.getJobInstanceCount(null));
        assertThrows(NoSuchJobException.class, () -> operator.getJobInstances(null, 0, 1));
        assertThrows(NoSuchJobException.class, () -> operator.getRunningExecutions(null));
        assertEquals(0, operator.getJobInstanceCount("items"));
    }

    @Test
    void aCompletedExecutionCanBeNeitherRestartedNorStopped() {
        JobOperator operator = bench.running().operator();
        long id = operator.start("items", null);
        assertEquals(BatchStatus.COMPLETED, bench.end(operator, id));
        assertThrows(JobExecutionAlreadyCompleteException.class, () -> operator.restart(id, null));
        assertThrows(JobExecutionNotRunningException.class, () -> operator.stop(id));
    }

    @Test
    void anExecutionThatRunsCanBeNeitherRestartedNorAbandoned() {
        JobOperator operator = bench.running().operator();
        long id = operator.start("waiting", null);
        Await.until(() -> script.reports.get() == 1);
        assertThrows(JobRestartException.class, () -> operator.restart(id, null));
        assertThrows(JobExecutionIsRunningException.class, () -> operator.abandon(id));
        assertEquals(BatchStatus.STARTED, operator.getJobExecution(id).getBatchStatus());
        operator.stop(id);
        assertEquals(BatchStatus.STOPPED, bench.end(operator, id));
        assertThrows(JobExecutionNotRunningException.class, () -> operator.stop(id));
    }

    @Test
    void onlyTheLastExecutionIsRestarted() {
        JobOperator operator = bench.accepting().operator();
        long first = operator.start("items", null);
        String message = assertThrows(JobRestartException.class, () -> operator.restart(first, null))
                .getMessage();
        assertTrue(message.contains("is STARTING and its job is QUEUED"), message);
        operator.stop(first);
        long second = operator.restart(first, null);
        operator.stop(second);
        assertThrows(JobExecutionNotMostRecentException.class, () -> operator.restart(first, null));
        message = assertThrows(JobRestartException.class, () -> operator.restart(second, properties("factor", "many")))
                .getMessage();
        assertTrue(message.contains("/parameters/factor"), message);
        assertEquals(BatchStatus.STOPPED, operator.getJobExecution(second).getBatchStatus());
    }

    @Test
    void whatWasCancelledOrIsDeclaredNotRestartableIsNotRestarted() {
        Node node = bench.running();
        JobOperator operator = node.operator();
        script.last = attempt -> {
            throw new IllegalArgumentException("not today");
        };
        long failed = operator.start("not-restartable", null);
        assertEquals(BatchStatus.FAILED, bench.end(operator, failed));
        String message = assertThrows(JobRestartException.class, () -> operator.restart(failed, null))
                .getMessage();
        assertEquals("job 'not-restartable' is declared restartable=\"false\"", message);

        long cancelled = operator.start("waiting", null);
        Await.until(() -> script.reports.get() == 1);
        node.jobs().cancel(bench.job(cancelled));
        assertEquals(BatchStatus.STOPPED, bench.end(operator, cancelled));
        message = assertThrows(JobRestartException.class, () -> operator.restart(cancelled, null))
                .getMessage();
        assertTrue(message.contains("its job is over for good"), message);
    }
}

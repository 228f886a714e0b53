package millwright.batch;

import static millwright.batch.OperatorBench.properties;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import jakarta.batch.runtime.Metric.MetricType;
import jakarta.batch.runtime.StepExecution;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import millwright.batch.OperatorBench.Node;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.testing.Await;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B6: what the JobOperator tells of jobs, of those too that it did not start, and in whose transaction it writes. */
@PostgresTest
class JobOperatorHistoryTest {

    private static final int ITEMS = 35;

    private final TestDatabase database;
    private final OperatorBench bench;
    private final Script script;

    JobOperatorHistoryTest(TestDatabase database, @TempDir Path folder) {
        this.database = database;
        this.bench = new OperatorBench(database, folder);
        this.script = bench.script(ITEMS);
    }

    @AfterEach
    void stopAll() {
        bench.stop();
    }

    @Test
    void instancesAreListedNewestFirstAPartAtATime() {
        JobOperator operator = bench.accepting().operator();
        List<Long> instances = Stream.generate(() -> operator.start("items", null))
                .limit(5)
                .map(id -> operator.getJobInstance(id).getInstanceId())
                .toList();
        operator.start("waiting", null);
        assertEquals(5, operator.getJobInstanceCount("items"));
        assertEquals(1, operator.getJobInstanceCount("waiting-job"), "by the id in its XML");
        assertEquals(5, operator.getRunningExecutions("items").size());
        assertEquals(
                List.of(instances.get(3), instances.get(2)),
                operator.getJobInstances("items", 1, 2).stream()
                        .map(JobInstance::getInstanceId)
                        .toList());
        assertEquals(List.of(), operator.getJobInstances("items", 5, 2));
        assertEquals("items", operator.getJobInstances("items", 0, 1).get(0).getJobName());
        assertTrue(operator.getJobNames().containsAll(List.of("items", "waiting-job", "three-steps")));
    }

    @Test
    void aJobOfAnotherApplicationIsKnownByWhatItHasRun() {
        JobOperator operator = bench.accepting().operator();
        operator.start("items", null);
        database.sql("UPDATE millwright.job_instance SET job_name = 'elsewhere'");
        assertTrue(operator.getJobNames().contains("elsewhere"));
        assertEquals(1, operator.getJobInstanceCount("elsewhere"));
    }

    @ParameterizedTest
    @CsvSource({"items, import", "ranges, spread"})
    void stepsAreToldWithTheirMetricsPartitionedOrNot(String definition, String name) {
        JobOperator operator = bench.running().operator();
        long id = operator.start(definition, null);
        assertEquals(BatchStatus.COMPLETED, bench.end(operator, id));
        StepExecution step = operator.getStepExecutions(id).get(0);
        assertEquals(name, step.getStepName());
        assertEquals(BatchStatus.COMPLETED, step.getBatchStatus());
        assertNotNull(step.getStartTime());
        assertNotNull(step.getEndTime());
        assertEquals(
                ITEMS,
                Arrays.stream(step.getMetrics())
                        .filter(metric -> metric.getType() == MetricType.WRITE_COUNT)
                        .findFirst()
                        .orElseThrow()
                        .getValue());
    }

    @Test
    void aSubmittedJobIsAnInstanceFromItsFirstAttemptAndCanBeStoppedAndRestarted() {
        Node node = bench.running();
        JobOperator operator = node.operator();
        UUID job = node.jobs().submit(JobRequest.of("waiting", "anna"));
        Await.until(() -> script.reports.get() == 1);
        long first = operator.getRunningExecutions("waiting-job").get(0);
        assertEquals(job, bench.job(first));
        operator.stop(first);
        assertEquals(BatchStatus.STOPPED, bench.end(operator, first));
        long second = operator.restart(first, null);
        Await.until(() -> script.reports.get() == 2);
        operator.stop(second);
        assertEquals(BatchStatus.STOPPED, bench.end(operator, second));
        assertEquals(2, database.number("SELECT count(*) FROM millwright.job_execution"));
    }

    @Test
    void aRestartThroughJobsIsTheNextExecutionToo() {
        AtomicBoolean failed = new AtomicBoolean();
        script.beforeWriting = numbers -> {
            if (numbers.contains(25) && failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("the disk is full");
            }
        };
        Node node = bench.running();
        JobOperator operator = node.operator();
        long first = operator.start("items", properties("factor", "2"));
        assertEquals(BatchStatus.FAILED, bench.end(operator, first));
        UUID job = bench.job(first);
        assertEquals(job, node.jobs().retry(job, "anna").orElseThrow().id(), "in place");
        Await.until(() -> node.jobs().find(job).orElseThrow().state() == JobState.COMPLETED);
        List<JobExecution> executions = operator.getJobExecutions(operator.getJobInstance(first));
        assertEquals(
                List.of(BatchStatus.FAILED, BatchStatus.COMPLETED),
                executions.stream().map(JobExecution::getBatchStatus).toList());
        assertEquals(ITEMS, bench.written().size());
        assertEquals(ITEMS, bench.written().stream().distinct().count());
    }

    @Test
    void anExecutionWhoseNodeDiedHasFailedAndTheNextGoesOn() {
        Node node = bench.accepting();
        JobOperator operator = node.operator();
        long first = operator.start("items", null);
        // claimed, taken and begun by a node that then died and was rescued from
        database.sql("UPDATE millwright.job_execution SET attempt = 1, lease = 1, node = gen_random_uuid(),"
                + " started_at = now(), batch_status = 'STARTED'");
        database.sql("UPDATE millwright.job SET lease = 2, attempts = 1");
        assertEquals(BatchStatus.FAILED, operator.getJobExecution(first).getBatchStatus());
        assertNotNull(operator.getJobExecution(first).getEndTime());
        assertEquals(List.of(), operator.getRunningExecutions("items"));
        node.engine().runJobs();
        Await.until(() -> node.jobs().find(bench.job(first)).orElseThrow().state() == JobState.COMPLETED);
        List<JobExecution> executions = operator.getJobExecutions(operator.getJobInstance(first));
        assertEquals(
                List.of(BatchStatus.FAILED, BatchStatus.COMPLETED),
                executions.stream().map(JobExecution::getBatchStatus).toList());
    }

    @Test
    void anExecutionWhoseNodeDiedWhileItWasToStopIsStoppedAndClosedByItsRestart() {
        JobOperator operator = bench.accepting().operator();
        long first = operator.start("items", properties("factor", "2"));
        database.sql("UPDATE millwright.job_execution SET attempt = 1, lease = 1, node = gen_random_uuid(),"
                + " started_at = now(), batch_status = 'STARTED'");
        database.sql(
                "INSERT INTO millwright.step_execution (job_execution_id, step_name, batch_status)"
                        + " VALUES (?, 'import', 'STARTED')",
                first);
        database.sql("INSERT INTO millwright.partition_execution (step_execution_id, partition_id, planned, plan,"
                + " batch_status) SELECT id, 0, 1, id, 'STARTED' FROM millwright.step_execution");
        database.sql("UPDATE millwright.job SET state = 'STOPPED', lease = 2, attempts = 1");
        assertEquals(BatchStatus.STOPPED, operator.getJobExecution(first).getBatchStatus());
        assertEquals(
                BatchStatus.FAILED, operator.getStepExecutions(first).get(0).getBatchStatus());

        long second = operator.restart(first, properties());
        assertEquals(properties("factor", "1"), operator.getParameters(second), "none, completed by the defaults");
        assertEquals(BatchStatus.STOPPED, operator.getJobExecution(first).getBatchStatus());
        assertEquals(
                "STOPPED FAILED FAILED",
                database.text(
                        """
                        SELECT x.batch_status || ' ' || s.batch_status || ' ' || p.batch_status
                          FROM millwright.job_execution x
                          JOIN millwright.step_execution s ON s.job_execution_id = x.id AND s.ended_at IS NOT NULL
                          JOIN millwright.partition_execution p ON p.step_execution_id = s.id AND p.ended_at IS NOT NULL
                         WHERE x.id = ? AND x.ended_at IS NOT NULL
                        """,
                        first));
    }

    @Test
    void whatIsDoneInATransactionThatRollsBackWasNeverDone() throws Exception {
        JobOperator operator = bench.accepting().operator();
        bench.transactions().begin();
        operator.start("items", null);
        bench.transactions().rollback();
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job"));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job_instance"));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job_execution"));

        bench.transactions().begin();
        long id = operator.start("items", null);
        assertEquals(BatchStatus.STARTING, operator.getJobExecution(id).getBatchStatus());
        bench.transactions().commit();

        bench.transactions().begin();
        operator.stop(id);
        bench.transactions().rollback();
        assertEquals(BatchStatus.STARTING, operator.getJobExecution(id).getBatchStatus());
        operator.stop(id);

        bench.transactions().begin();
        operator.restart(id, null);
        bench.transactions().rollback();
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job_execution"));

        bench.transactions().begin();
        operator.abandon(id);
        bench.transactions().rollback();
        assertEquals(BatchStatus.STOPPED, operator.getJobExecution(id).getBatchStatus());
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job"));
    }
}

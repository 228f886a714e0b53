package millwright.batch;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import millwright.config.Settings;
import millwright.job.AfterCommit;
import millwright.job.Jobs;
import millwright.job.OwnTransaction;
import millwright.start.Engine;
import millwright.testing.Await;
import millwright.testing.FakeTransactions;
import millwright.testing.TestDatabase;

/** Whole nodes with the batch engine, on one database and one container's transactions. */
final class OperatorBench {

    private static final Set<BatchStatus> RUNNING =
            Set.of(BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING);

    private final TestDatabase database;
    private final Path folder;
    private final BatchBench bench;
    private final List<Engine> started = new ArrayList<>();

    OperatorBench(TestDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
        this.bench = new BatchBench(database);
    }

    /** A node's engine and the operator that its applications see. */
    record Node(Engine engine, JobOperator operator) {

        Jobs jobs() {
            return engine.jobs();
        }
    }

    Script script(int items) {
        return bench.script(items);
    }

    FakeTransactions transactions() {
        return bench.transactions();
    }

    List<Integer> written() {
        return bench.written();
    }

    /** A node that accepts jobs and runs none. */
    Node accepting() {
        Map<String, String> set = Map.of(
                "millwright.access.token-file",
                folder.resolve("token").toString(),
                "millwright.queue.poll-interval",
                "PT60S");
        List<BatchRunner> runners = new ArrayList<>();
        Engine engine = new Engine(
                transactions().dataSource(),
                new Settings(name -> Optional.ofNullable(set.get(name))),
                Thread::new,
                new AfterCommit(Optional.of(transactions())),
                shared -> {
                    runners.add(new BatchRunner(
                            shared,
                            () -> new ContainerTransactions(transactions(), transactions()),
                            BatchBench.beans(),
                            BatchBench.loader(),
                            new BatchConfig(false, true, 4),
                            new PartitionThreads(4, Thread::new),
                            new OwnTransaction(() -> false, Thread::new)));
                    return List.copyOf(runners);
                });
        started.add(engine);
        engine.start();
        return new Node(engine, engine.jobOperator(runners.get(0)));
    }

    Node running() {
        Node node = accepting();
        node.engine().runJobs();
        return node;
    }

    void stop() {
        started.forEach(Engine::stop);
    }

    /** Waits until the execution is over, as its operator tells. */
    BatchStatus end(JobOperator operator, long execution) {
        Await.until(() -> !RUNNING.contains(operator.getJobExecution(execution).getBatchStatus()));
        return operator.getJobExecution(execution).getBatchStatus();
    }

    void awaitStatus(JobOperator operator, long execution, BatchStatus status) {
        Await.until(() -> operator.getJobExecution(execution).getBatchStatus() == status);
    }

    UUID job(long execution) {
        return database.list(
                        """
                        SELECT i.job_id FROM millwright.job_execution x
                          JOIN millwright.job_instance i ON i.id = x.job_instance_id WHERE x.id = ?
                        """,
                        row -> row.getObject(1, UUID.class),
                        execution)
                .get(0);
    }

    static Properties properties(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }
}

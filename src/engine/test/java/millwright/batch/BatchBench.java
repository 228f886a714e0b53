package millwright.batch;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.AttemptScope;
import millwright.job.ClaimedJob;
import millwright.job.OwnTransaction;
import millwright.job.RunningAttempt;
import millwright.testing.FakeTransactions;
import millwright.testing.TestDatabase;
import org.jberet.creation.BatchCDIExtension;
import org.junit.jupiter.api.Assertions;

/** The batch engine without a container: Weld for the artifacts, one pool and its transactions for everything else. */
final class BatchBench {

    private static final SeContainer CONTAINER = container();
    private static BatchJobs currentBatchJobs;

    private final TestDatabase database;
    private final FakeTransactions transactions;
    private final BatchRunner runner;
    private final BatchJobs batchJobs;
    private final UUID node = UUID.randomUUID();

    BatchBench(TestDatabase database) {
        this(database, 4);
    }

    /** @param threads for partitions and flows */
    BatchBench(TestDatabase database, int threads) {
        this.database = database;
        this.transactions = new FakeTransactions(database.dataSource());
        Database shared = new Database(transactions.dataSource());
        this.runner = new BatchRunner(
                shared,
                () -> new ContainerTransactions(transactions, transactions),
                beans(),
                loader(),
                new BatchConfig(false, true, threads),
                new PartitionThreads(threads, Executors.defaultThreadFactory()),
                new OwnTransaction(() -> false, Thread::new));
        this.batchJobs = new StoredBatchJobs(shared);
        show(batchJobs);
        database.sql("CREATE TABLE written (number integer, attempt integer)");
    }

    private static SeContainer container() {
        try {
            return SeContainerInitializer.newInstance()
                    .disableDiscovery()
                    .addExtensions(new BatchCDIExtension(), new BatchBeans(), new BatchPropertyBeans())
                    .addBeanClasses(
                            Class.forName("millwright.job.CurrentAttempt"),
                            CommittedSteps.class,
                            ShownBatchJobs.class,
                            NumbersReader.class,
                            NumbersProcessor.class,
                            NumbersWriter.class,
                            ReportBatchlet.class,
                            LastBatchlet.class,
                            RangeArtifacts.Mapper.class,
                            RangeArtifacts.Reader.class,
                            RangeArtifacts.Collector.class,
                            RangeArtifacts.Analyzer.class,
                            RangeArtifacts.Reducer.class,
                            RangeArtifacts.Work.class,
                            TypedBatchlet.class,
                            BatchJobTest.Jobs.class)
                    .initialize();
        } catch (ClassNotFoundException e) {
            throw new LinkageError("CurrentAttempt has moved", e);
        }
    }

    /** What the start package produces in an application. */
    @Dependent
    static class ShownBatchJobs {

        @Produces
        @Dependent
        static BatchJobs batchJobs() {
            return shown();
        }
    }

    private static synchronized void show(BatchJobs batchJobs) {
        currentBatchJobs = batchJobs;
    }

    private static synchronized BatchJobs shown() {
        return currentBatchJobs;
    }

    static BeanManager beans() {
        return CONTAINER.getBeanManager();
    }

    static ClassLoader loader() {
        return BatchBench.class.getClassLoader();
    }

    FakeTransactions transactions() {
        return transactions;
    }

    BatchRunner runner() {
        return runner;
    }

    BatchJobs batchJobs() {
        return batchJobs;
    }

    Script script(int items) {
        Script script = new Script(items, transactions.dataSource());
        Script.play(script);
        return script;
    }

    /** A new job, claimed for its first attempt. */
    RunningAttempt claim(String definition) {
        return claim(definition, Json.object("{\"factor\": 1}"));
    }

    RunningAttempt claim(String definition, JsonObject parameters) {
        UUID job = UUID.randomUUID();
        database.sql(
                """
                INSERT INTO millwright.job (id, definition, queue, priority, state, submitter)
                VALUES (?, ?, 'default', 2, 'QUEUED', 'test')
                """,
                job,
                definition);
        return claim(job, definition, parameters);
    }

    /** The job's next attempt, as after a rescue or a release. */
    RunningAttempt next(RunningAttempt attempt) {
        return claim(attempt.jobId(), attempt.definition(), attempt.parameters());
    }

    private RunningAttempt claim(UUID job, String definition, JsonObject parameters) {
        return database.list(
                        """
                        UPDATE millwright.job SET state = 'RUNNING', lease = lease + 1, node = ?, attempts = attempts + 1,
                               attempt_started_at = now()
                         WHERE id = ?
                        RETURNING attempts, lease
                        """,
                        row -> new RunningAttempt(new ClaimedJob(
                                job,
                                definition,
                                "default",
                                parameters,
                                Json.object("{}"),
                                List.of(),
                                1,
                                row.getInt("attempts"),
                                row.getLong("lease"),
                                node,
                                null,
                                null,
                                "bench",
                                null)),
                        node,
                        job)
                .get(0);
    }

    AttemptEnd run(RunningAttempt attempt) {
        runner.definitions().stream()
                .filter(definition -> definition.name().equals(attempt.definition()))
                .flatMap(definition -> definition.problem().stream())
                .forEach(Assertions::fail);
        return AttemptScope.during(attempt, () -> runner.run(attempt));
    }

    /** From here on the attempt is somebody else's: what another node's rescue does. */
    void raiseLease() {
        database.sql("UPDATE millwright.job SET state = 'QUEUED', lease = lease + 1, node = NULL");
    }

    List<Integer> written() {
        return database.list("SELECT number FROM written ORDER BY number", row -> row.getInt(1));
    }

    StepView step(RunningAttempt attempt, String name) {
        return batchJobs.progress(attempt.jobId()).steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

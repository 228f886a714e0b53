package millwright.benchmarks;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.BeanManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import millwright.config.Settings;
import millwright.database.Json;
import millwright.job.AfterCommit;
import millwright.job.Attempt;
import millwright.job.JobRequest;
import millwright.job.Jobs;
import millwright.method.JobMethods;
import millwright.method.MethodRunner;
import millwright.method.OpenTransactions;
import millwright.retry.RetryPolicy;
import millwright.start.Engine;

/** One node of ours in plain Java: the engine as it is in the server, on a pool of the same size as the others'. */
public final class MillwrightNode implements Contender {

    private static final String SUBMITTER = "benchmark";
    private static final int FILL_SET = 1_000;

    private static final String FILL =
            """
            INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, parameters)
            VALUES (?, 'noop', 'default', 2, 'QUEUED', 'benchmark', '{"sent": 0}')
            """;

    // jobs of this run alone: ids grow with time, and the primary key finds them among millions of others
    private static final String LEFT = "SELECT count(*) FROM millwright.job WHERE id > ?";

    private final HikariDataSource pool;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final SeContainer beans;
    private Engine engine;
    private UUID joined;
    private final int workers;

    public MillwrightNode(HikariDataSource pool, int workers) {
        this.pool = pool;
        this.workers = workers;
        this.beans = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new JobMethods())
                .addPackages(Attempt.class)
                .addBeanClasses(NoopJob.class)
                .initialize();
    }

    private MethodRunner methodRunner() {
        BeanManager manager = beans.getBeanManager();
        return new MethodRunner(
                manager.getExtension(JobMethods.class), RetryPolicy.NONE, manager, OpenTransactions.NONE);
    }

    @Override
    public void join() {
        joined = ids.generate();
        engine = new Engine(
                pool,
                new Settings(this::setting),
                Executors.defaultThreadFactory(),
                new AfterCommit(Optional.empty()),
                database -> List.of(methodRunner()));
        engine.start();
    }

    private Optional<String> setting(String key) {
        return switch (key) {
            case "millwright.queue.workers" -> Optional.of(Integer.toString(workers));
            default -> Optional.empty();
        };
    }

    @Override
    public void run(int workers) {
        engine.runJobs();
    }

    @Override
    public void leave() {
        if (engine != null) {
            engine.stop();
            engine = null;
        }
    }

    @Override
    public void submit(long sentMicros) {
        engine.jobs().submit(request(sentMicros));
    }

    @Override
    public void submitAll(int jobs) {
        engine.jobs().submitAll(Stream.generate(() -> request(0)).limit(jobs).toList());
    }

    /** The engine's facade, once it has joined. */
    public Jobs jobs() {
        return engine.jobs();
    }

    /** A job that does nothing. */
    public static JobRequest request(long sentMicros) {
        return JobRequest.of(NoopJob.NAME, SUBMITTER)
                .withParameters(Json.provider()
                        .createObjectBuilder()
                        .add(NoopJob.SENT, sentMicros)
                        .build());
    }

    /** What is not measured may take the short way. */
    @Override
    public void fill(int jobs) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(FILL)) {
            for (int i = 1; i <= jobs; i++) {
                insert.setObject(1, ids.generate());
                insert.addBatch();
                if (i % FILL_SET == 0 || i == jobs) {
                    insert.executeBatch();
                }
            }
        }
    }

    @Override
    public long left() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(LEFT)) {
            statement.setObject(1, joined);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public void close() {
        leave();
        beans.close();
        pool.close();
    }
}

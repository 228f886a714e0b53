package millwright.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** db-scheduler in one of its two ways to poll, with immediate execution. */
final class DbScheduler implements Contender {

    /** How it looks for due jobs. */
    enum Polling {
        /** Candidates are read, then each is picked by an UPDATE of its own. */
        FETCH,
        /** Taken in one statement with SKIP LOCKED. */
        LOCK_AND_FETCH
    }

    // as the project's own documentation has it for PostgreSQL
    private static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS scheduled_tasks (
                task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
                execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
                last_success timestamptz, last_failure timestamptz, consecutive_failures int,
                last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
                PRIMARY KEY (task_name, task_instance));
            CREATE INDEX IF NOT EXISTS execution_time_idx ON scheduled_tasks (execution_time);
            CREATE INDEX IF NOT EXISTS last_heartbeat_idx ON scheduled_tasks (last_heartbeat)
            """;
    private static final String LEFT = "SELECT count(*) FROM scheduled_tasks";

    private static final Duration POLL = Duration.ofMillis(100);

    private static final OneTimeTask<Long> TASK =
            Tasks.oneTime("noop", Long.class).execute((instance, context) -> Work.run(instance.getData()));

    private final HikariDataSource pool;
    private final Polling polling;
    private final SchedulerClient client;
    private Scheduler scheduler;

    DbScheduler(HikariDataSource pool, Polling polling) {
        this.pool = pool;
        this.polling = polling;
        this.client = SchedulerClient.Builder.create(pool, TASK).build();
    }

    @Override
    public void join() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
    }

    @Override
    public void run(int workers) {
        SchedulerBuilder builder = Scheduler.create(pool, TASK)
                .threads(workers)
                .pollingInterval(POLL)
                .enableImmediateExecution()
                .shutdownMaxWait(Duration.ofSeconds(2));
        if (polling == Polling.LOCK_AND_FETCH) {
            builder.pollUsingLockAndFetch(1.0, 4.0);
        }
        scheduler = builder.build();
        scheduler.start();
    }

    @Override
    public void leave() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public void submit(long sentMicros) {
        // a scheduler that runs is the one to be told, or it would not execute immediately
        SchedulerClient teller = scheduler == null ? client : scheduler;
        teller.scheduleIfNotExists(instance(sentMicros), Instant.now());
    }

    @Override
    public void submitAll(int jobs) {
        List<TaskInstance<?>> instances = IntStream.range(0, jobs)
                .<TaskInstance<?>>mapToObj(i -> instance(0))
                .toList();
        client.scheduleBatch(instances, Instant.now());
    }

    private static TaskInstance<Long> instance(long sentMicros) {
        return TASK.instance(UUID.randomUUID().toString(), sentMicros);
    }

    @Override
    public long left() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return DatabaseServer.number(connection, LEFT);
        }
    }

    @Override
    public void close() {
        leave();
        pool.close();
    }
}

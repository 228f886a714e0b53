package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.JobLifecycle;
import millwright.job.JobState;

/** Reads JobInstances and JobExecutions for the JobOperator. */
final class ExecutionQueries {

    private static final String RUNS = JobLifecycle.STOP_RUNNING.guard("j.state");
    private static final String STOPPED = JobLifecycle.RESTART.guard("j.state");
    private static final String FAILED = JobLifecycle.RETRY_IN_PLACE.guard("j.state");

    // What an execution is, is what its job is, as far as the two may differ: one whose outcome is not recorded yet
    // still
    // runs, or a restart at once would find its job running; one whose node died has ended, though nobody has written
    // so.
    // Only the newest execution of a stopped job can be open. One that no attempt has taken has never run.
    private static final String SHOWN =
            """
              FROM millwright.job_execution x
              JOIN millwright.job_instance i ON i.id = x.job_instance_id
              LEFT JOIN millwright.job j ON j.id = i.job_id
             CROSS JOIN LATERAL (SELECT CASE
                WHEN %1$s AND (j.lease = x.lease AND j.node = x.node OR x.node IS NULL AND x.ended_at IS NULL) THEN
                    CASE WHEN j.control IS NOT NULL THEN 'STOPPING' WHEN x.started_at IS NULL THEN 'STARTING'
                         ELSE 'STARTED' END
                WHEN x.ended_at IS NOT NULL THEN x.batch_status
                WHEN %2$s THEN 'STOPPED'
                WHEN x.node IS NOT NULL OR %3$s THEN 'FAILED'
                WHEN j.id IS NULL THEN 'ABANDONED'
                ELSE 'STARTING' END) AS shown (status)
             CROSS JOIN LATERAL (SELECT shown.status NOT IN ('STARTING', 'STARTED', 'STOPPING')) AS over (yes)"""
                    .formatted(RUNS, STOPPED, FAILED);

    private static final String COLUMNS =
            """
            x.id, x.job_instance_id, i.job_id, i.job_name, shown.status,
                   CASE WHEN over.yes THEN coalesce(x.exit_status, shown.status) END AS exit_status, x.parameters,
                   x.created_at, x.started_at,
                   CASE WHEN over.yes THEN coalesce(x.ended_at, x.last_updated_at) END AS ended_at, x.last_updated_at,
                   j.state AS job_state, j.definition,
                   (SELECT max(n.id) FROM millwright.job_execution n WHERE n.job_instance_id = i.id) AS newest""";

    private static final String EXECUTION = "SELECT " + COLUMNS + "\n" + SHOWN + "\n WHERE x.id = ?";

    private static final String EXECUTIONS =
            "SELECT " + COLUMNS + "\n" + SHOWN + "\n WHERE x.job_instance_id = ? ORDER BY x.id";

    private static final String RUNNING =
            "SELECT x.id\n" + SHOWN + "\n WHERE x.ended_at IS NULL AND i.job_name = ? AND NOT over.yes ORDER BY x.id";

    private static final String INSTANCE_EXISTS =
            """
            SELECT EXISTS (SELECT FROM millwright.job_instance WHERE id = ?)
            """;

    private static final String INSTANCES =
            """
            SELECT id, job_name FROM millwright.job_instance WHERE job_name = ? ORDER BY id DESC OFFSET ? LIMIT ?
            """;

    private static final String INSTANCE_COUNT =
            """
            SELECT count(*) FROM millwright.job_instance WHERE job_name = ?
            """;

    // From name to name along the index, however many instances each has.
    private static final String NAMES =
            """
            WITH RECURSIVE names AS (
                (SELECT job_name FROM millwright.job_instance ORDER BY job_name LIMIT 1)
                UNION ALL
                SELECT (SELECT i.job_name FROM millwright.job_instance i WHERE i.job_name > n.job_name
                         ORDER BY i.job_name LIMIT 1)
                  FROM names n WHERE n.job_name IS NOT NULL
            )
            SELECT job_name FROM names WHERE job_name IS NOT NULL
            """;

    private final Database database;

    ExecutionQueries(Database database) {
        this.database = database;
    }

    /**
     * An execution with what its job is now.
     *
     * @param jobState empty when the job is over and no dead letter
     * @param definition null then
     * @param isNewest whether no other execution of its instance came after it
     */
    record Found(
            JobExecutionView view,
            JobInstanceView instance,
            UUID job,
            Optional<JobState> jobState,
            String definition,
            boolean isNewest) {

        BatchStatus status() {
            return view.status();
        }
    }

    Optional<Found> execution(long id) {
        return database.first(EXECUTION, ExecutionQueries::found, id);
    }

    /** In their order, oldest first. */
    List<Found> executions(long instance) {
        return database.list(EXECUTIONS, ExecutionQueries::found, instance);
    }

    boolean instanceExists(long instance) {
        return database.first(INSTANCE_EXISTS, row -> row.getBoolean(1), instance)
                .orElse(false);
    }

    List<Long> running(String jobName) {
        return database.list(RUNNING, row -> row.getLong("id"), jobName);
    }

    /** Newest first. */
    List<JobInstanceView> instances(String jobName, int start, int count) {
        return database.list(
                INSTANCES,
                row -> new JobInstanceView(row.getLong("id"), row.getString("job_name")),
                jobName,
                start,
                count);
    }

    long instanceCount(String jobName) {
        return database.first(INSTANCE_COUNT, row -> row.getLong(1), jobName).orElse(0L);
    }

    Set<String> names() {
        return new TreeSet<>(database.list(NAMES, row -> row.getString("job_name")));
    }

    private static Found found(ResultSet row) throws SQLException {
        String jobName = row.getString("job_name");
        String state = row.getString("job_state");
        JobExecutionView view = new JobExecutionView(
                row.getLong("id"),
                jobName,
                BatchStatus.valueOf(row.getString("status")),
                row.getString("exit_status"),
                Json.object(row.getString("parameters")),
                Database.instant(row, "created_at"),
                Database.instant(row, "started_at"),
                Database.instant(row, "ended_at"),
                Database.instant(row, "last_updated_at"));
        return new Found(
                view,
                new JobInstanceView(row.getLong("job_instance_id"), jobName),
                row.getObject("job_id", UUID.class),
                Optional.ofNullable(state).map(JobState::valueOf),
                row.getString("definition"),
                row.getLong("newest") == view.id());
    }
}

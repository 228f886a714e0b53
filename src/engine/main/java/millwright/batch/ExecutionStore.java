package millwright.batch;

import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.Database;
import millwright.database.Json;

/** Owns {@code millwright.job_instance} and {@code millwright.job_execution}. */
final class ExecutionStore {

    private static final Logger LOG = Logger.getLogger(ExecutionStore.class.getName());

    // Made by the JobOperator, an earlier attempt, or now; one that a fenced attempt makes just now is seen the next
    // time. What is made now has no execution yet, and gets that of this attempt along with it: most jobs are run once,
    // and begin so with one round trip and one commit.
    private static final String INSTANCE =
            """
            WITH held AS (%s), known AS (
                SELECT id, xml_hash FROM millwright.job_instance WHERE job_id = ?
            ), created AS (
                INSERT INTO millwright.job_instance (job_id, job_name, step_count, xml_hash)
                SELECT ?::uuid, ?::text, ?::integer, ?::text WHERE NOT EXISTS (SELECT FROM known)
                ON CONFLICT (job_id) DO NOTHING
                RETURNING id, xml_hash
            ), begun AS (
                INSERT INTO millwright.job_execution (job_instance_id, attempt, lease, node, batch_status, parameters,
                                                      started_at)
                SELECT created.id, ?, ?, ?, 'STARTED', ?::jsonb, millwright.clock() FROM created, held
                RETURNING id
            )
            SELECT id, xml_hash, false AS is_new, NULL AS execution FROM known
            UNION ALL
            SELECT id, xml_hash, true, (SELECT id FROM begun) FROM created
            """
                    .formatted(Lease.HELD);

    // What a dead attempt left open: closed by the next one, under its own lease. JBeret itself would mark the job
    // execution and leave the steps STARTED for ever.
    private static final String CLOSE_LEFT_OPEN =
            """
            WITH held AS (%s), executions AS (
                UPDATE millwright.job_execution SET batch_status = 'FAILED', exit_status = 'FAILED',
                       ended_at = millwright.clock(), last_updated_at = millwright.clock()
                 WHERE job_instance_id = ? AND node IS NOT NULL AND ended_at IS NULL AND EXISTS (SELECT FROM held)
                RETURNING id), steps AS (
                UPDATE millwright.step_execution s SET batch_status = 'FAILED', exit_status = 'FAILED',
                       ended_at = millwright.clock()
                  FROM executions
                 WHERE s.job_execution_id = executions.id AND s.ended_at IS NULL
                RETURNING s.id)
            UPDATE millwright.partition_execution p SET batch_status = 'FAILED', exit_status = 'FAILED',
                   ended_at = millwright.clock()
              FROM steps
             WHERE p.step_execution_id = steps.id AND p.ended_at IS NULL
            """
                    .formatted(Lease.HELD);

    // Takes the one that the JobOperator has created for it, if there is one. The attempt's thread goes on with it at
    // once,
    // so that it is STARTED from here on.
    private static final String CREATE =
            """
            WITH held AS (%s), mine AS (
                SELECT ?::bigint AS instance, ?::integer AS attempt, ?::bigint AS lease, ?::uuid AS node,
                       'STARTED' AS batch_status, ?::jsonb AS parameters, millwright.clock() AS started_at FROM held
            ), taken AS (
                UPDATE millwright.job_execution x
                   SET attempt = m.attempt, lease = m.lease, node = m.node, batch_status = m.batch_status,
                       parameters = m.parameters, started_at = m.started_at, last_updated_at = m.started_at
                  FROM mine m
                 WHERE x.job_instance_id = m.instance AND x.node IS NULL AND x.ended_at IS NULL
                RETURNING x.id
            ), created AS (
                INSERT INTO millwright.job_execution (job_instance_id, attempt, lease, node, batch_status, parameters,
                                                      started_at)
                SELECT m.* FROM mine m WHERE NOT EXISTS (SELECT FROM taken)
                RETURNING id
            )
            SELECT id FROM taken UNION ALL SELECT id FROM created
            """
                    .formatted(Lease.HELD);

    private static final String ENDED =
            """
            UPDATE millwright.job_execution
               SET batch_status = ?, exit_status = ?, restart_position = ?,
                   ended_at = millwright.clock(), last_updated_at = millwright.clock()
             WHERE id = ? AND EXISTS (%s)
            """
                    .formatted(Lease.HELD);

    private static final String EXECUTIONS =
            """
            SELECT id, batch_status, exit_status, restart_position, parameters, created_at, started_at, ended_at,
                   last_updated_at
              FROM millwright.job_execution
             WHERE job_instance_id = ? AND node IS NOT NULL
             ORDER BY id
            """;

    private final Database database;

    ExecutionStore(Database database) {
        this.database = database;
    }

    /** One JobExecution of an instance, as kept. */
    record Execution(
            long id,
            String batchStatus,
            String exitStatus,
            String restartPosition,
            JsonObject parameters,
            Instant createdAt,
            Instant startedAt,
            Instant endedAt,
            Instant lastUpdatedAt) {}

    /**
     * A job's JobInstance as an attempt finds it.
     *
     * @param isNew whether this attempt has made it
     * @param execution the attempt's own, if it was made along with the instance and the lease held
     */
    record Instance(long id, boolean isNew, Optional<Long> execution) {}

    /**
     * The JobInstance of a job, made by whoever asks first.
     *
     * @param xmlHash the content hash of its job XML, or null when Java code defines it
     * @param parameters of the attempt's execution, as JSON text
     */
    Instance instance(Lease lease, String jobName, int stepCount, String xmlHash, int attempt, String parameters) {
        Supplier<Optional<Instance>> known = () -> database.first(
                INSTANCE,
                row -> known(row, lease.job(), xmlHash),
                lease.job(),
                lease.number(),
                lease.node(),
                lease.job(),
                lease.job(),
                jobName,
                stepCount,
                xmlHash,
                attempt,
                lease.number(),
                lease.node(),
                parameters);
        return known.get().or(known).orElseThrow();
    }

    private static Instance known(ResultSet row, UUID job, String hash) throws SQLException {
        String began = row.getString("xml_hash");
        if (began != null && !began.equals(hash)) {
            LOG.log(
                    Level.WARNING,
                    "Job {0} goes on with another job XML than it began with: {1}, now {2}",
                    new Object[] {job, began, hash});
        }
        return new Instance(
                row.getLong("id"),
                row.getBoolean("is_new"),
                Optional.ofNullable(row.getObject("execution", Long.class)));
    }

    void closeLeftOpen(Lease lease, long instance) {
        database.update(CLOSE_LEFT_OPEN, lease.job(), lease.number(), lease.node(), instance);
    }

    /** The id of the attempt's execution, created for it here or before, or empty when the lease is lost. */
    Optional<Long> create(Lease lease, long instance, int attempt, String parameters) {
        return database.first(
                CREATE,
                row -> row.getLong("id"),
                lease.job(),
                lease.number(),
                lease.node(),
                instance,
                attempt,
                lease.number(),
                lease.node(),
                parameters);
    }

    boolean ended(Lease lease, long execution, String batchStatus, String exitStatus, String restartPosition) {
        return database.update(
                        ENDED,
                        batchStatus,
                        exitStatus,
                        restartPosition,
                        execution,
                        lease.job(),
                        lease.number(),
                        lease.node())
                == 1;
    }

    /** Those that attempts have taken, in their order. */
    List<Execution> executions(long instance) {
        return database.list(EXECUTIONS, ExecutionStore::execution, instance);
    }

    private static Execution execution(ResultSet row) throws SQLException {
        return new Execution(
                row.getLong("id"),
                row.getString("batch_status"),
                row.getString("exit_status"),
                row.getString("restart_position"),
                Json.object(row.getString("parameters")),
                Database.instant(row, "created_at"),
                Database.instant(row, "started_at"),
                Database.instant(row, "ended_at"),
                Database.instant(row, "last_updated_at"));
    }
}

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
    // time.
    private static final String INSTANCE =
            """
            WITH known AS (
                SELECT id, xml_hash FROM millwright.job_instance WHERE job_id = ?
            ), created AS (
                INSERT INTO millwright.job_instance (job_id, job_name, step_count, xml_hash)
                SELECT ?::uuid, ?::text, ?::integer, ?::text WHERE NOT EXISTS (SELECT FROM known)
                ON CONFLICT (job_id) DO NOTHING
                RETURNING id, xml_hash
            )
            SELECT id, xml_hash FROM known UNION ALL SELECT id, xml_hash FROM created
            """;

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

    // Takes the one that the JobOperator has created for it, if there is one.
    private static final String CREATE =
            """
            WITH held AS (%s), mine AS (
                SELECT ?::bigint AS instance, ?::integer AS attempt, ?::bigint AS lease, ?::uuid AS node,
                       ?::text AS batch_status, ?::jsonb AS parameters FROM held
            ), taken AS (
                UPDATE millwright.job_execution x
                   SET attempt = m.attempt, lease = m.lease, node = m.node, batch_status = m.batch_status,
                       parameters = m.parameters, last_updated_at = millwright.clock()
                  FROM mine m
                 WHERE x.job_instance_id = m.instance AND x.node IS NULL AND x.ended_at IS NULL
                RETURNING x.id
            ), created AS (
                INSERT INTO millwright.job_execution (job_instance_id, attempt, lease, node, batch_status, parameters)
                SELECT m.* FROM mine m WHERE NOT EXISTS (SELECT FROM taken)
                RETURNING id
            )
            SELECT id FROM taken UNION ALL SELECT id FROM created
            """
                    .formatted(Lease.HELD);

    private static final String STARTED =
            """
            UPDATE millwright.job_execution
               SET batch_status = ?, started_at = coalesce(started_at, millwright.clock()),
                   last_updated_at = millwright.clock()
             WHERE id = ? AND EXISTS (%s)
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
     * The JobInstance of a job, made by whoever asks first.
     *
     * @param xmlHash the content hash of its job XML, or null when Java code defines it
     */
    long instance(UUID job, String jobName, int stepCount, String xmlHash) {
        Supplier<Optional<Long>> known =
                () -> database.first(INSTANCE, row -> known(row, job, xmlHash), job, job, jobName, stepCount, xmlHash);
        return known.get().or(known).orElseThrow();
    }

    private static long known(ResultSet row, UUID job, String hash) throws SQLException {
        String began = row.getString("xml_hash");
        if (began != null && !began.equals(hash)) {
            LOG.log(
                    Level.WARNING,
                    "Job {0} goes on with another job XML than it began with: {1}, now {2}",
                    new Object[] {job, began, hash});
        }
        return row.getLong("id");
    }

    void closeLeftOpen(Lease lease, long instance) {
        database.update(CLOSE_LEFT_OPEN, lease.job(), lease.number(), lease.node(), instance);
    }

    /** The id of the attempt's execution, created for it here or before, or empty when the lease is lost. */
    Optional<Long> create(Lease lease, long instance, int attempt, String batchStatus, String parameters) {
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
                batchStatus,
                parameters);
    }

    boolean started(Lease lease, long execution, String batchStatus) {
        return database.update(STARTED, batchStatus, execution, lease.job(), lease.number(), lease.node()) == 1;
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

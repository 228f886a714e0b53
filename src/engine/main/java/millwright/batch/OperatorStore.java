package millwright.batch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.ArchiveMove;
import millwright.job.CheckedJob;
import millwright.job.EndEffects;
import millwright.job.EventHistory;
import millwright.job.JobEvent;
import millwright.job.JobLifecycle;
import millwright.job.RestartSql;

/** Owns the statements of the JobOperator that write: each does all of one request, with the job it is about. */
final class OperatorStore {

    private static final String START =
            """
            WITH %s, instance AS (
                INSERT INTO millwright.job_instance (job_id, job_name, step_count, xml_hash)
                SELECT ?::uuid, ?::text, ?::integer, ?::text FROM written
                RETURNING id
            )
            INSERT INTO millwright.job_execution (job_instance_id, batch_status, parameters)
            SELECT id, 'STARTING', ?::jsonb FROM instance
            RETURNING id
            """
                    .formatted(CheckedJob.insert("(VALUES (1)) AS once"));

    // What the last attempt left open, or nobody took, ended as its job did. Closed before the next is created: one at
    // a
    // time waits to be taken.
    private static final String RESTART =
            """
            WITH %s, closed AS (
                UPDATE millwright.job_execution x
                   SET batch_status = r.was, exit_status = r.was, ended_at = millwright.clock(),
                       last_updated_at = millwright.clock()
                  FROM restarted r
                  JOIN millwright.job_instance i ON i.job_id = r.id
                 WHERE x.job_instance_id = i.id AND x.ended_at IS NULL
                RETURNING x.id
            ), steps_closed AS (
                UPDATE millwright.step_execution s
                   SET batch_status = 'FAILED', exit_status = 'FAILED', ended_at = millwright.clock()
                 WHERE s.job_execution_id IN (SELECT id FROM closed) AND s.ended_at IS NULL
                RETURNING s.id
            ), partitions_closed AS (
                UPDATE millwright.partition_execution p
                   SET batch_status = 'FAILED', exit_status = 'FAILED', ended_at = millwright.clock()
                 WHERE p.step_execution_id IN (SELECT id FROM steps_closed) AND p.ended_at IS NULL
            )
            INSERT INTO millwright.job_execution (job_instance_id, batch_status, parameters)
            SELECT i.id, 'STARTING', r.parameters
              FROM restarted r
              JOIN millwright.job_instance i ON i.job_id = r.id
             WHERE (SELECT count(*) FROM closed) >= 0
            RETURNING id
            """
                    .formatted(RestartSql.of());

    private static final String NEWEST =
            """
            (SELECT i.job_id FROM millwright.job_execution x JOIN millwright.job_instance i ON i.id = x.job_instance_id
              WHERE x.id = ? AND NOT EXISTS (SELECT FROM millwright.job_execution later
                                              WHERE later.job_instance_id = i.id AND later.id > x.id))""";

    // Nothing of the job can go on any more when its newest execution cannot.
    private static final String CANCEL = """
            WITH %s, %s
            SELECT id FROM archived
            """
            .formatted(
                    ArchiveMove.of(
                            "WHERE j.id = " + NEWEST + " AND " + JobLifecycle.CANCEL.guard("j.state"),
                            JobLifecycle.CANCEL.toLiteral(),
                            EventHistory.appended(
                                    "j.history",
                                    JobEvent.Name.CANCELLED,
                                    "?::text",
                                    "jsonb_build_object('abandoned', ?::bigint)"),
                            "NULL::jsonb"),
                    EndEffects.of("over"));

    private static final String ABANDON =
            """
            UPDATE millwright.job_execution x
               SET batch_status = 'ABANDONED', ended_at = coalesce(ended_at, millwright.clock()),
                   exit_status = coalesce(exit_status, 'ABANDONED'), last_updated_at = millwright.clock()
             WHERE x.id = ?
               AND NOT EXISTS (SELECT FROM millwright.job_instance i JOIN millwright.job j ON j.id = i.job_id
                                WHERE i.id = x.job_instance_id AND %s)
            """
                    .formatted(JobLifecycle.STOP_RUNNING.guard("j.state"));

    private final Database database;

    OperatorStore(Database database) {
        this.database = database;
    }

    /** Submits a job with its instance and its first execution; the execution's id. */
    long start(CheckedJob job, BatchDefinition definition) {
        Object[] values = Stream.concat(
                        Arrays.stream(job.values()),
                        Stream.of(
                                job.id(),
                                definition.model().getId(),
                                definition.stepCount(),
                                definition.hash(),
                                job.parameters()))
                .toArray();
        return database.first(START, row -> row.getLong("id"), values).orElseThrow();
    }

    /**
     * Lets a job go on, with its next execution; that one's id, or empty when the job is not there to go on.
     *
     * @param parameters their JSON, or null to keep those it has
     */
    Optional<Long> restart(UUID job, String parameters, String by) {
        return database.first(
                RESTART, row -> row.getLong("id"), new SqlArray("uuid", List.of(job)), parameters, by, by);
    }

    /** Cancels the job of its newest execution if it does not run; whether it did. */
    boolean cancel(long execution, String by) {
        return database.first(CANCEL, row -> row.getObject("id", UUID.class), execution, by, execution)
                .isPresent();
    }

    /** Whether there is such an execution and its job did not run: it is abandoned then. */
    boolean abandon(long execution) {
        return database.update(ABANDON, execution) == 1;
    }
}

package millwright.queue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.AttemptHistory;
import millwright.job.AttemptOutcome;
import millwright.job.JobLifecycle;

/** Owns the SQL that records how attempts ended, and with it the move from {@code job} to {@code job_archive}. */
final class OutcomeStore {

    private static final String HELD = "j.id = e.id AND j.lease = e.lease AND j.node = e.node";
    private static final String HISTORY = AttemptHistory.appended("j", "e.outcome", "e.error::jsonb");

    // One statement for the whole set: rows are matched by lease and node, so that an attempt whose lease was raised
    // meanwhile changes nothing and is not among the returned ids. A completed job leaves the hot table in the same
    // statement that records it; a failed one stays as a dead letter.
    private static final String RECORD =
            """
            WITH e AS (
                SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[])
                    AS ended (id, lease, node, outcome, result, error)
            ), completed AS (
                DELETE FROM millwright.job j USING e
                 WHERE %1$s AND %2$s AND e.outcome = '%3$s'
                RETURNING j.id, definition, queue, priority, position, round, j.lease, j.node, attempts, crash_count,
                          run_at, deadline, expires_at, submitter, correlation_id, parameters, tags, metadata,
                          %4$s AS history, e.result::jsonb AS result, created_at, started_at
            ), archived AS (
                INSERT INTO millwright.job_archive (
                    id, definition, queue, priority, position, state, round, lease, node, attempts, crash_count,
                    run_at, deadline, expires_at, submitter, correlation_id, parameters, tags, metadata,
                    history, result, created_at, started_at, finished_at)
                SELECT id, definition, queue, priority, position, %5$s, round, lease, node, attempts, crash_count,
                       run_at, deadline, expires_at, submitter, correlation_id, parameters, tags, metadata,
                       history, result, created_at, started_at, millwright.clock()
                  FROM completed
                RETURNING id
            ), failed AS (
                UPDATE millwright.job j
                   SET state = %6$s, node = NULL, attempt_started_at = NULL, history = %4$s, error = e.error::jsonb,
                       finished_at = millwright.clock()
                  FROM e
                 WHERE %1$s AND %7$s AND e.outcome = '%8$s'
                RETURNING j.id
            ), released AS (
                UPDATE millwright.job j
                   SET state = %9$s, node = NULL, attempt_started_at = NULL, history = %4$s
                  FROM e
                 WHERE %1$s AND %10$s AND e.outcome = '%11$s'
                RETURNING j.id
            )
            SELECT id FROM archived UNION ALL SELECT id FROM failed UNION ALL SELECT id FROM released
            """
                    .formatted(
                            HELD,
                            JobLifecycle.COMPLETE.guard("j.state"),
                            AttemptOutcome.COMPLETED,
                            HISTORY,
                            JobLifecycle.COMPLETE.toLiteral(),
                            JobLifecycle.FAIL.toLiteral(),
                            JobLifecycle.FAIL.guard("j.state"),
                            AttemptOutcome.FAILED,
                            JobLifecycle.RELEASE.toLiteral(),
                            JobLifecycle.RELEASE.guard("j.state"),
                            AttemptOutcome.RELEASED);

    private static final String ALREADY_RECORDED =
            """
            SELECT a.job_id
              FROM millwright.attempt a
              JOIN unnest(?::uuid[], ?::bigint[], ?::uuid[]) AS e (id, lease, node)
                ON a.job_id = e.id AND a.lease = e.lease AND a.node = e.node
             WHERE a.job_id = ANY (?) AND a.outcome IS NOT NULL
            """;

    private final Database database;

    OutcomeStore(Database database) {
        this.database = database;
    }

    /** Records the set; the ids of the jobs whose row still matched. */
    Set<UUID> record(List<EndedAttempt> ended) {
        return new HashSet<>(database.list(
                RECORD,
                row -> row.getObject("id", UUID.class),
                column("uuid", ended, EndedAttempt::jobId),
                column("int8", ended, EndedAttempt::lease),
                column("uuid", ended, EndedAttempt::node),
                column("text", ended, e -> e.end().outcome().name()),
                column("text", ended, EndedAttempt::resultText),
                column("text", ended, EndedAttempt::errorText)));
    }

    /** Which of {@code ended} an earlier, apparently failed, statement did record. */
    Set<UUID> alreadyRecorded(List<EndedAttempt> ended) {
        SqlArray ids = column("uuid", ended, EndedAttempt::jobId);
        return new HashSet<>(database.list(
                ALREADY_RECORDED,
                row -> row.getObject("job_id", UUID.class),
                ids,
                column("int8", ended, EndedAttempt::lease),
                column("uuid", ended, EndedAttempt::node),
                ids));
    }

    private static SqlArray column(String type, List<EndedAttempt> ended, Function<EndedAttempt, Object> value) {
        return new SqlArray(type, ended.stream().map(value).collect(Collectors.toList()));
    }
}

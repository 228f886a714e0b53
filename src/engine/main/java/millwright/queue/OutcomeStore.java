package millwright.queue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.ArchiveMove;
import millwright.job.AttemptHistory;
import millwright.job.AttemptOutcome;
import millwright.job.Control;
import millwright.job.EndEffects;
import millwright.job.JobLifecycle;

/** Owns the SQL that records how attempts ended, and with it the move from {@code job} to {@code job_archive}. */
final class OutcomeStore {

    private static final String HELD = "j.id = e.id AND j.lease = e.lease AND j.node = e.node";

    // Whatever else became of an attempt that was to be cancelled, it ended because of that, or it would be run again.
    private static final String CANCELLED = "(e.outcome = '%s' OR j.control IS NOT DISTINCT FROM '%s')"
            .formatted(AttemptOutcome.CANCELLED, Control.CANCEL);

    private static final String HISTORY = AttemptHistory.appended("j", "e.outcome", "e.error::jsonb");

    // A job that completes although it is to be cancelled has completed: its work is done.
    private static final String ARCHIVED = ArchiveMove.of(
            """
            USING e
                 WHERE %1$s AND ((%2$s AND e.outcome = '%3$s') OR (%4$s AND e.outcome <> '%3$s' AND %5$s))"""
                    .formatted(
                            HELD,
                            JobLifecycle.COMPLETE.guard("j.state"),
                            AttemptOutcome.COMPLETED,
                            JobLifecycle.CANCEL_RUNNING.guard("j.state"),
                            CANCELLED),
            "CASE WHEN e.outcome = '%s' THEN %s ELSE %s END"
                    .formatted(
                            AttemptOutcome.COMPLETED,
                            JobLifecycle.COMPLETE.toLiteral(),
                            JobLifecycle.CANCEL_RUNNING.toLiteral()),
            AttemptHistory.appended(
                    "j",
                    "CASE WHEN e.outcome = '%1$s' THEN '%1$s' ELSE '%2$s' END"
                            .formatted(AttemptOutcome.COMPLETED, AttemptOutcome.CANCELLED),
                    "e.error::jsonb"),
            "e.result::jsonb");

    // One statement for the whole set: rows are matched by lease and node, so that an attempt whose lease was raised
    // meanwhile changes nothing and is not among the returned ids. A job that is over leaves the hot table in the same
    // statement that records it; a failed one stays as a dead letter.
    private static final String RECORD =
            """
            WITH e AS (
                SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[])
                    AS ended (id, lease, node, outcome, result, error)
            ), %1$s, %11$s, failed AS (
                UPDATE millwright.job j
                   SET state = %2$s, node = NULL, attempt_started_at = NULL, control = NULL, history = %3$s,
                       error = e.error::jsonb, finished_at = millwright.clock()
                  FROM e
                 WHERE %4$s AND %5$s AND e.outcome = '%6$s' AND NOT %10$s
                RETURNING j.id
            ), released AS (
                UPDATE millwright.job j
                   SET state = %7$s, node = NULL, attempt_started_at = NULL, history = %3$s
                  FROM e
                 WHERE %4$s AND %8$s AND e.outcome = '%9$s' AND NOT %10$s
                RETURNING j.id
            )
            SELECT id FROM archived UNION ALL SELECT id FROM failed UNION ALL SELECT id FROM released
            """
                    .formatted(
                            ARCHIVED,
                            JobLifecycle.FAIL.toLiteral(),
                            HISTORY,
                            HELD,
                            JobLifecycle.FAIL.guard("j.state"),
                            AttemptOutcome.FAILED,
                            JobLifecycle.RELEASE.toLiteral(),
                            JobLifecycle.RELEASE.guard("j.state"),
                            AttemptOutcome.RELEASED,
                            CANCELLED,
                            EndEffects.of("over"));

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

package millwright.external;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.JobState;
import millwright.job.JobStore;
import millwright.job.Progress;

/** Reads what became of an attempt done outside. */
final class AttemptStore {

    private static final String LOOK =
            """
            SELECT j.id, j.definition, j.queue, NULL::text AS parameters, j.options::text AS options,
                   j.history::text AS history, j.round, j.attempts, j.lease, j.node, j.attempt_started_at, j.deadline,
                   j.submitter, j.correlation_id, j.state, j.external, j.attempt_deadline,
                   coalesce(j.attempt_deadline <= millwright.clock(), false) AS timed_out,
                   (1000 * extract(epoch FROM millwright.clock() - j.attempt_started_at))::bigint AS run_millis,
                   CASE WHEN p.job_id IS NOT NULL THEN
                        jsonb_build_object('fraction', p.fraction, 'message', p.message, 'details', p.details,
                                           'records_processed', p.records_processed,
                                           'records_failed', p.records_failed)::text END AS progress
              FROM millwright.job j
              LEFT JOIN millwright.job_progress p ON p.job_id = j.id AND p.lease = j.lease
             WHERE j.id = ?
            UNION ALL
            SELECT a.id, a.definition, a.queue, NULL, NULL, a.history::text, a.round, a.attempts, a.lease, NULL, NULL,
                   a.deadline, a.submitter, a.correlation_id, a.state, false, NULL, false, NULL, NULL
              FROM millwright.job_archive a
             WHERE a.id = ? AND a.finished_at >= ?
            """;

    private static final String FORGET_PROGRESS =
            """
            DELETE FROM millwright.job_progress WHERE job_id = ? AND lease = ?
            """;

    private final Database database;

    AttemptStore(Database database) {
        this.database = database;
    }

    /** The job as it stands; empty when there is none of this id. */
    Optional<Standing> look(UUID job) {
        return job.version() == 7
                ? database.first(LOOK, AttemptStore::standing, job, job, JobStore.earliestEnd(job))
                : Optional.empty();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        UUID node = row.getObject("node", UUID.class);
        return new Standing(
                WorkStore.claimed(row, node),
                JobState.valueOf(row.getString("state")),
                row.getBoolean("external"),
                row.getLong("run_millis"),
                Optional.ofNullable(Database.instant(row, "attempt_deadline")),
                row.getBoolean("timed_out"),
                Optional.ofNullable(row.getString("progress")).map(text -> Progress.fromJson(Json.object(text))),
                Json.array(row.getString("history")));
    }

    void forgetProgress(UUID job, long lease) {
        database.update(FORGET_PROGRESS, job, lease);
    }
}

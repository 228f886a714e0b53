package millwright.job;

import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;

/** Owns the SQL by which an operator ends a job. */
final class CancelStore {

    // The row is locked first, and what is done depends on the state it was locked in: a claim or a release under way
    // is
    // waited for, a later one finds the job gone. Not on the state of j, which the statement's snapshot may show as it
    // was before that wait. A running attempt is asked, and its node ends the job.
    private static final String CANCEL =
            """
            WITH asked AS (
                SELECT id, state FROM millwright.job WHERE id = ? FOR UPDATE
            ), %1$s, %4$s, requested AS (
                UPDATE millwright.job j SET control = '%2$s', history = %5$s
                  FROM asked WHERE j.id = asked.id AND %3$s
                RETURNING j.id
            )
            SELECT state, EXISTS (SELECT FROM archived) OR EXISTS (SELECT FROM requested) AS done FROM asked
            """
                    .formatted(
                            ArchiveMove.of(
                                    "USING asked WHERE j.id = asked.id AND " + JobLifecycle.CANCEL.guard("asked.state"),
                                    JobLifecycle.CANCEL.toLiteral(),
                                    EventHistory.appended(
                                            "j.history", JobEvent.Name.CANCELLED, "?::text", "NULL::jsonb"),
                                    "NULL::jsonb"),
                            Control.CANCEL,
                            JobLifecycle.CANCEL_RUNNING.guard("asked.state"),
                            EndEffects.of("over"),
                            // asked again, it stays as it was
                            "CASE WHEN j.control IS DISTINCT FROM '%s' THEN %s ELSE j.history END"
                                    .formatted(
                                            Control.CANCEL,
                                            EventHistory.appended(
                                                    "j.history",
                                                    JobEvent.Name.CANCEL_REQUESTED,
                                                    "?::text",
                                                    "NULL::jsonb")));

    private final Database database;

    CancelStore(Database database) {
        this.database = database;
    }

    /** What became of a request to cancel a job that is not in the archive. */
    record Answer(JobState was, boolean done) {}

    /** Cancels the job for {@code by}, or asks for it; empty when there is no such job, or it is over and archived. */
    Optional<Answer> cancel(UUID id, String by) {
        return database.first(
                CANCEL,
                row -> new Answer(JobState.valueOf(row.getString("state")), row.getBoolean("done")),
                id,
                by,
                by);
    }
}

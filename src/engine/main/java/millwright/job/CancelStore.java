package millwright.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;

/** Owns the SQL by which an operator ends a job. */
final class CancelStore {

    private static final String CANCEL = statement("id = ?");

    // in the order of ids, so that two callers wait for each other and never in a circle
    private static final String CANCEL_MANY = statement("id = ANY (?) ORDER BY id");

    private final Database database;

    CancelStore(Database database) {
        this.database = database;
    }

    /** What became of a request to cancel a job that is not in the archive. */
    record Answer(UUID id, JobState was, boolean done) {}

    /** Cancels the job for {@code by}, or asks for it; empty when there is no such job, or it is over and archived. */
    Optional<Answer> cancel(UUID id, String by) {
        return database.first(CANCEL, CancelStore::answer, id, by, by);
    }

    /** The same for many in one statement; those that are not in the hot table are not answered for. */
    List<Answer> cancel(List<UUID> ids, String by) {
        return database.list(CANCEL_MANY, CancelStore::answer, new SqlArray("uuid", ids), by, by);
    }

    private static Answer answer(ResultSet row) throws SQLException {
        return new Answer(
                row.getObject("id", UUID.class), JobState.valueOf(row.getString("state")), row.getBoolean("done"));
    }

    // The row is locked first, and what is done depends on the state it was locked in: a claim or a release under way
    // is
    // waited for, a later one finds the job gone. Not on the state of j, which the statement's snapshot may show as it
    // was before that wait. A running attempt is asked, and its node ends the job.
    private static String statement(String which) {
        return """
            WITH asked AS (
                SELECT id, state FROM millwright.job WHERE %6$s FOR UPDATE
            ), %1$s, %4$s, requested AS (
                UPDATE millwright.job j SET control = '%2$s', history = %5$s
                  FROM asked WHERE j.id = asked.id AND %3$s
                RETURNING j.id
            )
            SELECT id, state, id IN (SELECT id FROM archived) OR id IN (SELECT id FROM requested) AS done FROM asked
            """
                .formatted(
                        ArchiveMove.of(
                                "USING asked WHERE j.id = asked.id AND " + JobLifecycle.CANCEL.guard("asked.state"),
                                JobLifecycle.CANCEL.toLiteral(),
                                EventHistory.appended("j.history", JobEvent.Name.CANCELLED, "?::text", "NULL::jsonb"),
                                "NULL::jsonb"),
                        Control.CANCEL,
                        JobLifecycle.CANCEL_RUNNING.guard("asked.state"),
                        EndEffects.of("over"),
                        // asked again, it stays as it was
                        "CASE WHEN j.control IS DISTINCT FROM '%s' THEN %s ELSE j.history END"
                                .formatted(
                                        Control.CANCEL,
                                        EventHistory.appended(
                                                "j.history", JobEvent.Name.CANCEL_REQUESTED, "?::text", "NULL::jsonb")),
                        which);
    }
}

package millwright.job;

import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;

/** Owns the SQL by which an operator stops a job where it can go on later. */
final class StopStore {

    // As in CancelStore: the row is locked first, and what is done depends on the state it was locked in. What waits
    // for
    // an attempt gives its turn in its concurrency key to others; a running attempt is asked, and its node stops the
    // job.
    // One that is to be cancelled stays so.
    private static final String STOP =
            """
            WITH asked AS (
                SELECT id, state, control FROM millwright.job WHERE id = ? FOR UPDATE
            ), stopped AS (
                UPDATE millwright.job j
                   SET state = %1$s, control = NULL, ready = j.concurrency_key IS NULL, history = %2$s
                  FROM asked WHERE j.id = asked.id AND %3$s
                RETURNING j.id, j.queue, j.definition, j.submitter, j.correlation_id, asked.state AS was, j.state,
                          j.concurrency_key, j.concurrency_slots
            ), keys_due AS (
                INSERT INTO millwright.due (kind, key, slots)
                SELECT 'SLOT', concurrency_key, concurrency_slots FROM stopped WHERE concurrency_key IS NOT NULL
            ), requested AS (
                UPDATE millwright.job j SET control = '%4$s', history = %5$s
                  FROM asked WHERE j.id = asked.id AND %6$s AND asked.control IS NULL
            ), %7$s
            SELECT state FROM asked
            """
                    .formatted(
                            JobLifecycle.STOP.toLiteral(),
                            EventHistory.appended("j.history", JobEvent.Name.STOPPED, "?::text", "NULL::jsonb"),
                            JobLifecycle.STOP.guard("asked.state"),
                            Control.STOP,
                            EventHistory.appended("j.history", JobEvent.Name.STOP_REQUESTED, "?::text", "NULL::jsonb"),
                            JobLifecycle.STOP_RUNNING.guard("asked.state"),
                            CountDelta.of("SELECT " + CountDelta.MOVED + " FROM stopped"));

    private final Database database;

    StopStore(Database database) {
        this.database = database;
    }

    /** Stops the job for {@code by}, or asks for it; the state it was in, or empty when it is not in the hot table. */
    Optional<JobState> stop(UUID id, String by) {
        return database.first(STOP, row -> JobState.valueOf(row.getString("state")), id, by, by);
    }
}

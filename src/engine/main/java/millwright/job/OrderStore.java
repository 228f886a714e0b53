package millwright.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.database.Database;
import millwright.database.Database.SqlArray;

/** Owns the SQL by which somebody changes when a waiting job runs. */
final class OrderStore {

    // As in CancelStore: the row is locked first, and what is done depends on the state it was locked in.
    private static final String RUN_NOW =
            """
            WITH asked AS (
                SELECT id, state FROM millwright.job WHERE id = ? FOR UPDATE
            ), moved AS (
                UPDATE millwright.job j
                   SET state = %1$s, ready = j.concurrency_key IS NULL, run_at = millwright.clock(),
                       expires_at = %5$s, history = %2$s
                  FROM asked WHERE j.id = asked.id AND %3$s
                RETURNING j.id, j.queue, j.definition, j.submitter, j.correlation_id, asked.state AS was, j.state,
                          j.concurrency_key, j.concurrency_slots
            ), keys_due AS (
                INSERT INTO millwright.due (kind, key, slots)
                SELECT 'SLOT', concurrency_key, concurrency_slots FROM moved WHERE concurrency_key IS NOT NULL
            ), %4$s
            SELECT id, state, EXISTS (SELECT FROM moved) AS done FROM asked
            """
                    .formatted(
                            JobLifecycle.RUN_NOW.toLiteral(),
                            EventHistory.appended("j.history", JobEvent.Name.RUN_NOW, "?::text", "NULL::jsonb"),
                            JobLifecycle.RUN_NOW.guard("asked.state"),
                            CountDelta.of("SELECT " + CountDelta.MOVED + " FROM moved"),
                            StartTimeout.expiry("j", "j.expires_at", "millwright.clock()"));

    // Locked in the order of ids, so that two callers wait for each other and never in a circle. A job keeps its place
    // within its new priority. Of a concurrency key another job may come first now: who sees to the key decides.
    private static final String REPRIORITISE =
            """
            WITH asked AS (
                SELECT id, state, priority FROM millwright.job WHERE id = ANY (?) ORDER BY id FOR UPDATE
            ), moved AS (
                UPDATE millwright.job j SET priority = ?, history = %1$s
                  FROM asked WHERE j.id = asked.id AND %2$s AND asked.priority <> ?
                RETURNING j.concurrency_key, j.concurrency_slots
            ), keys_due AS (
                INSERT INTO millwright.due (kind, key, slots)
                SELECT 'SLOT', concurrency_key, max(concurrency_slots) FROM moved
                 WHERE concurrency_key IS NOT NULL GROUP BY 2
            )
            SELECT id, state, %2$s AS done FROM asked
            """
                    .formatted(
                            EventHistory.appended(
                                    "j.history",
                                    JobEvent.Name.REPRIORITISED,
                                    "?::text",
                                    "jsonb_build_object('from', (%1$s)[asked.priority + 1], 'to', ?::text)"
                                            .formatted(names())),
                            JobLifecycle.waits("asked.state"));

    private final Database database;

    OrderStore(Database database) {
        this.database = database;
    }

    /** What became of a job that is not in the archive: the state it was in, and whether it was done. */
    record Answer(UUID id, JobState was, boolean done) {}

    /** By rank, from 0. */
    private static String names() {
        return Arrays.stream(Priority.values())
                .map(priority -> "'" + priority + "'")
                .collect(Collectors.joining(", ", "ARRAY[", "]"));
    }

    /** Queues the job if it waits for its time; empty when it is not in the hot table. */
    Optional<Answer> runNow(UUID id, String by) {
        return database.first(RUN_NOW, OrderStore::answer, id, by);
    }

    /** Gives those of {@code ids} that wait this priority; those in the hot table are answered for. */
    List<Answer> reprioritise(List<UUID> ids, Priority priority, String by) {
        return database.list(
                REPRIORITISE,
                OrderStore::answer,
                new SqlArray("uuid", ids),
                priority.rank(),
                by,
                priority.name(),
                priority.rank());
    }

    private static Answer answer(ResultSet row) throws SQLException {
        return new Answer(
                row.getObject("id", UUID.class), JobState.valueOf(row.getString("state")), row.getBoolean("done"));
    }
}

package millwright.waiting;

import java.time.Duration;
import java.util.Optional;
import millwright.database.Database;
import millwright.job.CountDelta;
import millwright.job.EventHistory;
import millwright.job.JobLifecycle;

/** Owns the SQL that queues jobs whose time has come. */
final class PromotionStore {

    static final int CHUNK = 1_000;

    // Not the bare column: with the statistics of an empty table, the rows found by primary key were intersected with
    // the whole of the partial index on waiting jobs.
    private static final String STATE = "coalesce(j.state, j.queue)";

    // The ids are an array, not a join: without knowing how few they are, a generic plan would scan the table.
    private static final String PROMOTE =
            """
            WITH come AS (
                SELECT id, state AS was FROM millwright.job
                 WHERE %1$s AND run_at <= millwright.clock()
                 ORDER BY run_at LIMIT %2$s FOR UPDATE SKIP LOCKED
            ), promoted AS (
                UPDATE millwright.job j SET state = %3$s, ready = (j.concurrency_key IS NULL), history = %6$s
                 WHERE j.id = ANY (ARRAY(SELECT id FROM come)) AND %4$s
                RETURNING j.id, j.queue, j.definition, j.submitter, j.correlation_id, j.state, j.concurrency_key,
                          j.concurrency_slots
            ), keys_due AS (
                INSERT INTO millwright.due (kind, key, slots)
                SELECT 'SLOT', concurrency_key, max(concurrency_slots) FROM promoted
                 WHERE concurrency_key IS NOT NULL GROUP BY 2
            ), %5$s
            SELECT count(*) AS jobs, count(concurrency_key) AS keyed FROM promoted
            """
                    .formatted(
                            JobLifecycle.PROMOTE.guard("state"),
                            CHUNK,
                            JobLifecycle.PROMOTE.toLiteral(),
                            JobLifecycle.PROMOTE.guard(STATE),
                            CountDelta.of(
                                    "SELECT p.id, p.queue, p.definition, p.submitter, p.correlation_id, c.was, p.state"
                                            + " FROM promoted p JOIN come c USING (id)"),
                            EventHistory.appended("j.history", JobLifecycle.PROMOTE.toLiteral()));

    private static final String NEXT =
            """
            SELECT ceil(extract(epoch FROM run_at - millwright.clock()) * 1000) AS millis FROM millwright.job
             WHERE %s ORDER BY run_at LIMIT 1
            """
                    .formatted(JobLifecycle.PROMOTE.guard("state"));

    private final Database database;

    PromotionStore(Database database) {
        this.database = database;
    }

    /** How many jobs were queued, and how many of them want a slot of their key. */
    record Promoted(int jobs, int keyed) {}

    /** Queues up to {@link #CHUNK} jobs whose time has come. */
    Promoted promote() {
        return database.first(PROMOTE, row -> new Promoted(row.getInt("jobs"), row.getInt("keyed")))
                .orElseThrow();
    }

    /** How long until the next job's time comes, not positive when it has; empty when none waits for its time. */
    Optional<Duration> next() {
        return database.first(NEXT, row -> Duration.ofMillis(row.getLong("millis")));
    }
}

package millwright.waiting;

import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.job.ArchiveMove;
import millwright.job.EndEffects;
import millwright.job.JobLifecycle;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;

/** Owns the SQL that ends what has waited too long, and clears away what nobody needs any more. */
final class SweepStore {

    static final int CHUNK = 1_000;

    private static final String LATE =
            """
            late AS (
                SELECT id, state AS was FROM millwright.job
                 WHERE %s AND %s
                 ORDER BY %s LIMIT %s FOR UPDATE SKIP LOCKED
            )""";

    private static final String EXPIRE =
            """
            WITH %1$s, %2$s, %3$s
            SELECT count(*) AS jobs FROM archived
            """
                    .formatted(
                            LATE.formatted(
                                    JobLifecycle.EXPIRE.guard("state"),
                                    "started_at IS NULL AND expires_at <= millwright.clock()",
                                    "expires_at",
                                    CHUNK),
                            ArchiveMove.of(
                                    "WHERE j.id = ANY (ARRAY(SELECT id FROM late)) AND "
                                            + JobLifecycle.EXPIRE.guard("j.state"),
                                    JobLifecycle.EXPIRE.toLiteral(),
                                    "j.history || jsonb_build_object('event', 'EXPIRED', 'at', millwright.clock())",
                                    "NULL::jsonb"),
                            EndEffects.of("over"));

    // A dead letter: it stays where it is until somebody retries, redrives or discards it.
    private static final String TIME_OUT =
            """
            WITH %1$s, failed AS (
                UPDATE millwright.job j
                   SET state = %2$s, error = '%3$s'::jsonb, control = NULL, finished_at = millwright.clock(),
                       history = j.history || jsonb_build_object('event', 'TIMED_OUT', 'at', millwright.clock())
                 WHERE j.id = ANY (ARRAY(SELECT id FROM late)) AND %4$s
                RETURNING %5$s
            ), ended AS (
                SELECT %6$s FROM failed f JOIN late USING (id)
            ), %7$s
            SELECT count(*) AS jobs FROM ended
            """
                    .formatted(
                            LATE.formatted(
                                    JobLifecycle.TIME_OUT.guard("state"),
                                    "deadline <= millwright.clock()",
                                    "deadline",
                                    CHUNK),
                            JobLifecycle.TIME_OUT.toLiteral(),
                            new JobError(
                                            JobError.TIMEOUT_ERROR,
                                            ErrorCategory.PERMANENT,
                                            "not over by its deadline, and not running then")
                                    .toJson(),
                            JobLifecycle.TIME_OUT.guard("j.state"),
                            EndEffects.returning("j", "NULL::text", "j.state"),
                            EndEffects.returning("f", "late.was", "f.state"),
                            EndEffects.of("ended"));

    private static final String FORGET_NAMES =
            """
            DELETE FROM millwright.unique_hold
             WHERE (definition, key) IN (
                SELECT definition, key FROM millwright.unique_hold
                 WHERE expires_at <= millwright.clock()
                 ORDER BY expires_at LIMIT %s FOR UPDATE SKIP LOCKED)
               AND expires_at <= millwright.clock()
            """
                    .formatted(CHUNK);

    // A page of the table in the order of its key, from where the last one ended. Which of the dependent jobs are over
    // is asked of each by primary key. Who asks how jobs came from one another finds them among the past ones.
    private static final String FORGET_DEPENDENCIES =
            """
            WITH page AS (
                SELECT d.ctid AS place, d.child,
                       EXISTS (SELECT FROM millwright.job j WHERE j.id = d.child OFFSET 0) AS needed
                  FROM millwright.job_dependency d WHERE d.child > ? ORDER BY d.child, d.parent LIMIT %s
            ), gone AS (
                DELETE FROM millwright.job_dependency
                 WHERE ctid = ANY (ARRAY(SELECT place FROM page WHERE NOT needed))
                RETURNING child, parent, on_failure
            ), kept AS (
                INSERT INTO millwright.past_dependency (child, parent, on_failure)
                SELECT child, parent, on_failure FROM gone
            )
            SELECT (SELECT child FROM page ORDER BY child DESC LIMIT 1) AS last, (SELECT count(*) FROM gone) AS gone
            """
                    .formatted(CHUNK * 2);

    // The ids of jobs are in the order of time.
    private static final String FORGET_PAST =
            """
            DELETE FROM millwright.past_dependency
             WHERE (child, parent) IN (
                SELECT child, parent FROM millwright.past_dependency
                 WHERE child < (rpad(lpad(to_hex((extract(epoch FROM millwright.clock() - interval '30 days')
                                                  * 1000)::bigint), 12, '0'), 32, '0'))::uuid
                 ORDER BY child, parent LIMIT %s FOR UPDATE SKIP LOCKED)
            """
                    .formatted(CHUNK);

    private final Database database;

    SweepStore(Database database) {
        this.database = database;
    }

    /** How far a sweep of dependencies came, and how many it deleted. */
    record Page(Optional<UUID> last, int gone) {}

    /** Ends up to {@link #CHUNK} jobs that were not started in time; how many. */
    int expire() {
        return database.first(EXPIRE, row -> row.getInt("jobs")).orElseThrow();
    }

    /** Fails up to {@link #CHUNK} waiting jobs that are past their deadline; how many. */
    int timeOut() {
        return database.first(TIME_OUT, row -> row.getInt("jobs")).orElseThrow();
    }

    /** Frees up to {@link #CHUNK} unique keys whose period is over; how many. */
    int forgetNames() {
        return database.update(FORGET_NAMES);
    }

    /** Deletes what jobs that are over have waited for, in the next page after the job {@code after}. */
    Page forgetDependencies(UUID after) {
        return database.first(
                        FORGET_DEPENDENCIES,
                        row -> new Page(Optional.ofNullable(row.getObject("last", UUID.class)), row.getInt("gone")),
                        after)
                .orElseThrow();
    }

    /** Deletes up to {@link #CHUNK} past dependencies of jobs that were submitted more than 30 days ago; how many. */
    int forgetPastDependencies() {
        return database.update(FORGET_PAST);
    }
}

package millwright.queue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.ArchiveMove;
import millwright.job.AttemptHistory;
import millwright.job.AttemptOutcome;
import millwright.job.Control;
import millwright.job.DurationBucket;
import millwright.job.EndEffects;
import millwright.job.JobLifecycle;
import millwright.job.JobState;

/** Owns the SQL that records how attempts ended, and with it the move from {@code job} to {@code job_archive}. */
final class OutcomeStore {

    // Every condition on the row also names e: one on the row alone, once the planner's statistics say that nothing
    // matches it, made it begin with a scan of all jobs and compare each that did match with the whole set.
    private static final String HELD = "j.id = e.id AND j.lease = e.lease AND j.node = e.node";

    private static final String STATE = "coalesce(j.state, e.id::text)";

    // How long the statement waits for a lock, from here on: nobody's transaction may keep the outcomes of others.
    private static final String PATIENCE =
            "set_config('lock_timeout', coalesce(?::text, current_setting('lock_timeout')), true) AS patience";

    // One clock, the database's: the node says only how long ago the attempt ended and how long it ran. One that never
    // began has no duration and so no beginning.
    private static final String ENDED = "millwright.clock() - e.ended_millis_ago * interval '1 millisecond'";
    private static final String BEGUN =
            "millwright.clock() - (e.ended_millis_ago + e.run_millis) * interval '1 millisecond'";

    // What a first attempt's job had waited since it could have run. A claim sets both beginnings to one time.
    private static final String WAITED =
            """
            CASE WHEN %%1$s.started_at IS NULL OR %%1$s.started_at = %%1$s.attempt_started_at THEN greatest(0,
                1000 * extract(epoch FROM %s - greatest(%%1$s.created_at, %%1$s.run_at)))::bigint END"""
                    .formatted(BEGUN);

    private static final String MEASURED = "e.bucket, e.run_millis, " + WAITED.formatted("j") + " AS wait_millis";
    private static final String STARTED = "coalesce(j.started_at, " + BEGUN + ")";
    private static final String KEEP_UNTIL = "millwright.clock() + e.keep_millis * interval '1 millisecond'";

    // Whatever else became of an attempt that was to be cancelled, it ended because of that, or it would be run again.
    private static final String CANCELLED = "(e.outcome = '%s' OR j.control IS NOT DISTINCT FROM '%s')"
            .formatted(AttemptOutcome.CANCELLED, Control.CANCEL);

    // One statement for the whole set, here and below: rows are matched by lease and node, so that an attempt whose
    // lease was raised meanwhile changes nothing and is not among the returned ids. A job that is over leaves the hot
    // table in the statement that records it. What completes although it is to be cancelled has completed: its work is
    // done. Those that complete are by far the most and have a statement to themselves: columns they leave empty are
    // empty arrays, which unnest fills up with nulls.
    private static final String COMPLETE =
            """
            WITH e AS MATERIALIZED (
                SELECT ended.*, ?::uuid AS node
                  FROM unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::smallint[], ?::text[], ?::text[],
                              ?::bigint[])
                    AS ended (id, lease, run_millis, ended_millis_ago, bucket, result, progress, keep_millis), %3$s
            ), %1$s, %2$s
            SELECT id, awaited, has_dependents OR concurrency_key IS NOT NULL AS due FROM over
            """
                    .formatted(
                            ArchiveMove.ofAttempt(
                                    "USING e WHERE " + HELD + " AND " + JobLifecycle.COMPLETE.guard(STATE),
                                    JobLifecycle.COMPLETE.toLiteral(),
                                    AttemptHistory.appendedWithoutError(
                                            "j", "'" + AttemptOutcome.COMPLETED + "'", BEGUN, ENDED),
                                    "e.result::jsonb",
                                    "e.progress::jsonb",
                                    KEEP_UNTIL,
                                    STARTED,
                                    MEASURED),
                            EndEffects.ofAttempts("over", "true", "true"),
                            PATIENCE);

    private static final String CANCEL = ArchiveMove.ofAttempt(
            "USING e WHERE " + HELD + " AND " + JobLifecycle.CANCEL_RUNNING.guard(STATE) + " AND " + CANCELLED,
            JobLifecycle.CANCEL_RUNNING.toLiteral(),
            AttemptHistory.appended("j", "'" + AttemptOutcome.CANCELLED + "'", "e.error::jsonb", BEGUN, ENDED),
            "NULL::jsonb",
            "e.progress::jsonb",
            KEEP_UNTIL,
            STARTED,
            MEASURED);

    // A retry that could not begin before the job has to be over is none.
    private static final String RETRIED =
            """
            (e.retry_millis IS NOT NULL
                AND millwright.clock() + e.retry_millis * interval '1 millisecond'
                    < coalesce(j.deadline, 'infinity'::timestamptz))""";

    private static final String RELEASED = "e.outcome = '" + AttemptOutcome.RELEASED + "'";

    // What was to be stopped does not go on by itself, whatever else has ended its attempt.
    private static final String STOPPED = "(e.outcome = '%s' OR (j.control IS NOT DISTINCT FROM '%s' AND (%s OR %s)))"
            .formatted(AttemptOutcome.STOPPED, Control.STOP, RELEASED, RETRIED);

    // The guards of the four are one: a test says so. A job of a concurrency key that waits for its next attempt gives
    // its slot to others and has to be admitted again; one that is given back keeps it. The row is joined once more for
    // what it was before.
    private static final String STAY =
            """
            stayed AS (
                UPDATE millwright.job j
                   SET state = CASE WHEN %13$s THEN %14$s WHEN %1$s THEN %2$s WHEN %3$s THEN %4$s ELSE %5$s END,
                       ready = j.ready AND (%1$s AND NOT %13$s OR j.concurrency_key IS NULL),
                       run_at = CASE WHEN %3$s THEN millwright.clock() + e.retry_millis * interval '1 millisecond'
                                     ELSE j.run_at END,
                       error = CASE WHEN NOT %1$s AND NOT %3$s AND NOT %13$s THEN e.error::jsonb END,
                       finished_at = CASE WHEN NOT %1$s AND NOT %3$s AND NOT %13$s THEN millwright.clock() END,
                       control = NULL,
                       node = NULL, attempt_started_at = NULL, lease_expires_at = NULL, attempt_deadline = NULL,
                       started_at = %6$s, history = %7$s
                  FROM e
                  JOIN millwright.job o ON o.id = e.id
                 WHERE %8$s AND %9$s AND NOT %10$s
                RETURNING %11$s, CASE WHEN j.state NOT IN (%2$s, %14$s) THEN e.bucket END AS bucket, e.run_millis, %12$s AS wait_millis
            )
            """
                    .formatted(
                            RELEASED,
                            JobLifecycle.RELEASE.toLiteral(),
                            RETRIED,
                            JobLifecycle.RETRY.toLiteral(),
                            JobLifecycle.FAIL.toLiteral(),
                            STARTED,
                            AttemptHistory.appended("j", "e.outcome", "e.error::jsonb", BEGUN, ENDED),
                            HELD,
                            JobLifecycle.FAIL.guard(STATE),
                            CANCELLED,
                            EndEffects.returning("j", "'" + JobState.RUNNING + "'", "j.state"),
                            WAITED.formatted("o"),
                            STOPPED,
                            JobLifecycle.STOP_RUNNING.toLiteral());

    private static final String MOVED =
            """
            id, definition, queue, was, state, has_dependents, awaited, concurrency_key, concurrency_slots, unique_key,
            submitter, correlation_id, bucket, run_millis, wait_millis""";

    private static final String IS_OVER = "state NOT IN (%s, %s, %s)"
            .formatted(
                    JobLifecycle.RELEASE.toLiteral(),
                    JobLifecycle.RETRY.toLiteral(),
                    JobLifecycle.STOP_RUNNING.toLiteral());

    // All that did not complete: it was cancelled, stays as a dead letter, or goes on.
    private static final String RECORD =
            """
            WITH e AS MATERIALIZED (
                SELECT ended.*, ?::uuid AS node
                  FROM unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::smallint[], ?::text[], ?::text[],
                              ?::bigint[], ?::bigint[], ?::text[])
                    AS ended (id, lease, run_millis, ended_millis_ago, bucket, outcome, error, retry_millis,
                              keep_millis, progress), %6$s
            ), %1$s, %2$s, moved AS (
                SELECT %3$s FROM over UNION ALL SELECT %3$s FROM stayed
            ), %4$s
            SELECT id, awaited AND %5$s AS awaited, has_dependents OR concurrency_key IS NOT NULL AS due FROM moved
            """
                    .formatted(
                            CANCEL,
                            STAY,
                            MOVED,
                            EndEffects.ofAttempts("moved", IS_OVER, "state <> " + JobLifecycle.RELEASE.toLiteral()),
                            IS_OVER,
                            PATIENCE);

    // A look of its own at what kept a statement waiting: those whose rows are locked, by whomever, just now. Probes of
    // the index, whatever the statistics say.
    private static final String LOCKED =
            """
            WITH asked AS MATERIALIZED (
                SELECT unnest(?::uuid[]) AS id
            ), free AS MATERIALIZED (
                SELECT j.id FROM asked a
                 CROSS JOIN LATERAL (SELECT id FROM millwright.job
                                      WHERE id = a.id LIMIT 1 FOR UPDATE SKIP LOCKED) AS j
            )
            SELECT j.id FROM asked a
             CROSS JOIN LATERAL (SELECT id FROM millwright.job WHERE id = a.id LIMIT 1) AS j
             WHERE j.id NOT IN (SELECT id FROM free)
            """;

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

    /**
     * What a statement has recorded.
     *
     * @param jobs those whose row still matched
     * @param awaited those of them that are over and for whose end somebody waits
     * @param due whether it left rows in {@code millwright.due}
     */
    record Recorded(Set<UUID> jobs, Set<UUID> awaited, boolean due) {}

    /** Records a set of one node's attempts; either all of them have completed, or none. */
    Recorded record(List<EndedAttempt> ended) {
        return record(ended, null);
    }

    /**
     * The same.
     *
     * @param patience how long to wait for a row that somebody has locked, in PostgreSQL's notation; null for as long as
     *     the session would
     */
    Recorded record(List<EndedAttempt> ended, String patience) {
        UUID node = ended.get(0).node();
        boolean completed = ended.get(0).outcome() == AttemptOutcome.COMPLETED;
        long now = System.nanoTime();
        SqlArray ids = EndedAttempt.column("uuid", ended, EndedAttempt::jobId);
        SqlArray leases = EndedAttempt.column("int8", ended, EndedAttempt::lease);
        SqlArray run = EndedAttempt.column("int8", ended, EndedAttempt::runMillis);
        SqlArray ago = EndedAttempt.column("int8", ended, each -> Math.max(0, now - each.endedNanos()) / 1_000_000);
        SqlArray buckets = EndedAttempt.column("int2", ended, OutcomeStore::bucket);
        SqlArray progress = EndedAttempt.column("text", ended, EndedAttempt::progressText);
        SqlArray keep = EndedAttempt.column("int8", ended, EndedAttempt::keepMillis);
        if (completed) {
            SqlArray results = EndedAttempt.column("text", ended, EndedAttempt::resultText);
            return recorded(COMPLETE, node, ids, leases, run, ago, buckets, results, progress, keep, patience);
        }
        SqlArray outcomes =
                EndedAttempt.column("text", ended, each -> each.outcome().name());
        SqlArray errors = EndedAttempt.column("text", ended, EndedAttempt::errorText);
        SqlArray retries = EndedAttempt.column("int8", ended, EndedAttempt::retryMillis);
        return recorded(
                RECORD, node, ids, leases, run, ago, buckets, outcomes, errors, retries, keep, progress, patience);
    }

    private Recorded recorded(String sql, Object... parameters) {
        Set<UUID> jobs = new HashSet<>();
        Set<UUID> awaited = new HashSet<>();
        AtomicBoolean due = new AtomicBoolean();
        database.list(
                sql,
                row -> {
                    UUID id = row.getObject(1, UUID.class);
                    if (row.getBoolean(2)) {
                        awaited.add(id);
                    }
                    if (row.getBoolean(3)) {
                        due.setPlain(true);
                    }
                    return jobs.add(id);
                },
                parameters);
        return new Recorded(jobs, awaited, due.getPlain());
    }

    /** Those of {@code ended} whose row somebody has locked. */
    Set<UUID> locked(List<EndedAttempt> ended) {
        SqlArray ids = EndedAttempt.column("uuid", ended, EndedAttempt::jobId);
        return new HashSet<>(database.list(LOCKED, row -> row.getObject("id", UUID.class), ids));
    }

    /** Which of {@code ended} an earlier, apparently failed, statement did record. */
    Set<UUID> alreadyRecorded(List<EndedAttempt> ended) {
        SqlArray ids = EndedAttempt.column("uuid", ended, EndedAttempt::jobId);
        return new HashSet<>(database.list(
                ALREADY_RECORDED,
                row -> row.getObject("job_id", UUID.class),
                ids,
                EndedAttempt.column("int8", ended, EndedAttempt::lease),
                EndedAttempt.column("uuid", ended, EndedAttempt::node),
                ids));
    }

    private static Short bucket(EndedAttempt ended) {
        Long millis = ended.runMillis();
        return millis == null ? null : (short) DurationBucket.of(millis);
    }
}

package millwright.waiting;

import java.util.List;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.ArchiveMove;
import millwright.job.EndEffects;
import millwright.job.EventHistory;
import millwright.job.JobLifecycle;
import millwright.job.JobState;
import millwright.job.StartTimeout;

/** Owns the SQL of the outbox {@code millwright.due}: what is in it, and seeing to each kind of row. */
final class DueStore {

    private static final int CHUNK = 1_000;

    private static final String LOOK =
            """
            SELECT max(id) AS last, count(*) FILTER (WHERE kind = 'CHILD') AS children, bool_or(kind = 'PARENT') AS parents,
                   bool_or(kind IN ('KEY', 'SLOT')) AS keys
              FROM (SELECT id, kind FROM millwright.due WHERE id > ? ORDER BY id LIMIT %s) AS next
            HAVING count(*) > 0
            """
                    .formatted(CHUNK);

    private static final String TAKEN =
            """
            taken AS (
                SELECT id, job FROM millwright.due WHERE kind = '%s' AND %s ORDER BY id FOR UPDATE SKIP LOCKED
            )""";

    // An outcome that began before this commits reads the row anew when it gets to it, and so finds the mark. A parent
    // that somebody has locked, perhaps for long, is not waited for: its children come again. Returns those whose
    // parents are all marked or over, and which alone may be settled: more may have been committed by then.
    private static final String MARK_PARENTS =
            """
            WITH asked AS MATERIALIZED (
                SELECT c.id, c.job FROM millwright.due c WHERE c.kind = 'CHILD' AND c.id > ? AND c.id <= ?
            ), waits AS MATERIALIZED (
                SELECT c.id, d.parent FROM asked c
                  JOIN LATERAL (SELECT parent FROM millwright.job_dependency
                                 WHERE child = c.job AND NOT settled OFFSET 0) AS d ON true
            ), unmarked AS MATERIALIZED (
                SELECT j.id FROM (SELECT DISTINCT parent FROM waits ORDER BY parent OFFSET 0) AS p
                 CROSS JOIN LATERAL (SELECT id FROM millwright.job
                                      WHERE id = p.parent AND NOT has_dependents LIMIT 1) AS j
            ), held AS MATERIALIZED (
                SELECT j.id FROM unmarked u
                 CROSS JOIN LATERAL (SELECT id FROM millwright.job
                                      WHERE id = u.id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED) AS j
            ), marked AS (
                UPDATE millwright.job SET has_dependents = true WHERE id = ANY (ARRAY(SELECT id FROM held))
            )
            SELECT a.id FROM asked a
             WHERE NOT EXISTS (SELECT FROM waits w WHERE w.id = a.id AND w.parent IN (SELECT id FROM unmarked)
                                  AND w.parent NOT IN (SELECT id FROM held))
            """;

    // What became of a job: 'LIVE' while it is not over. The archive is asked only for days on which a job of this id
    // can have ended; a job that is nowhere counts as failed.
    private static final String FATE =
            """
            coalesce(
                (SELECT CASE WHEN state = '%1$s' THEN state ELSE 'LIVE' END FROM millwright.job WHERE id = %2$s),
                (SELECT state FROM millwright.job_archive
                  WHERE id = %2$s
                    AND finished_at >= CASE WHEN substr(%2$s::text, 15, 1) = '7'
                        THEN to_timestamp(('x' || substr(replace(%2$s::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0)
                             - interval '1 day'
                        ELSE '-infinity' END
                  LIMIT 1),
                '%1$s')""";

    private static final String SETTLES =
            "(f.fate = '%s' OR (f.fate <> 'LIVE' AND d.on_failure <> 'HOLD'))".formatted(JobState.COMPLETED);

    private static final String OPEN_OF_PARENTS =
            """
            open AS (
            SELECT d.child, d.parent, d.on_failure, f.fate
              FROM (SELECT DISTINCT job FROM taken) AS t
             CROSS JOIN LATERAL (SELECT %1$s AS fate OFFSET 0) AS f
             CROSS JOIN LATERAL (
                SELECT child, parent, on_failure FROM millwright.job_dependency d
                 WHERE d.parent = t.job AND NOT d.settled AND %2$s
                 ORDER BY child LIMIT %3$s) AS d
             ORDER BY d.child, d.parent LIMIT %3$s)"""
                    .formatted(FATE.formatted(JobState.FAILED, "t.job"), SETTLES, CHUNK);

    private static final String OPEN_OF_CHILDREN =
            """
            open AS (
            SELECT d.child, d.parent, d.on_failure, f.fate
              FROM (SELECT DISTINCT job FROM taken) AS t
             CROSS JOIN LATERAL (
                SELECT child, parent, on_failure FROM millwright.job_dependency
                 WHERE child = t.job AND NOT settled OFFSET 0) AS d
             CROSS JOIN LATERAL (SELECT %1$s AS fate OFFSET 0) AS f
             WHERE %2$s
             ORDER BY d.child, d.parent LIMIT %3$s)"""
                    .formatted(FATE.formatted(JobState.FAILED, "d.parent"), SETTLES, CHUNK);

    // The jobs are locked in their order, then what they wait for in its; each is looked at again under its lock, so
    // that
    // of two settlers one settles a dependency. A job that somebody has locked, perhaps for long, is not waited for:
    // what
    // asked for this stays and comes again, as it does while a full chunk says that there is more. Lookups stand in
    // LATERAL
    // with a LIMIT and ids in arrays: whatever the statistics say, each is an index probe. A job that leaves BLOCKED
    // for
    // the queue passes through EndEffects for its key and its count alone.
    private static final String SETTLE =
            """
            %1$s, %2$s, asked AS MATERIALIZED (
                SELECT o.*, j.id, j.id IS NULL AND EXISTS (SELECT FROM millwright.job WHERE id = o.child AND %4$s) AS locked
                  FROM (SELECT child, array_agg(parent ORDER BY parent) AS parents,
                               array_agg(on_failure ORDER BY parent) AS policies, array_agg(fate ORDER BY parent) AS fates
                          FROM open GROUP BY child ORDER BY child OFFSET 0) AS o
                  LEFT JOIN LATERAL (SELECT id FROM millwright.job
                                      WHERE id = o.child AND %4$s LIMIT 1 FOR UPDATE SKIP LOCKED) AS j ON true
            ), held AS MATERIALIZED (
                SELECT a.id, o.*, d.place
                  FROM asked a
                 CROSS JOIN LATERAL unnest(a.parents, a.policies, a.fates) AS o (parent, on_failure, fate)
                 CROSS JOIN LATERAL (SELECT ctid AS place FROM millwright.job_dependency
                                      WHERE child = a.child AND parent = o.parent AND NOT settled
                                      LIMIT 1 FOR UPDATE) AS d
                 WHERE NOT a.locked
            ), marked AS (
                UPDATE millwright.job_dependency SET settled = true
                 WHERE ctid = ANY (ARRAY(SELECT place FROM held)) AND NOT settled
            ), children AS (
                SELECT id, count(*)::integer AS settled,
                       min(parent::text) FILTER (WHERE fate <> '%3$s' AND on_failure = 'CANCEL') AS failed
                  FROM held WHERE id IS NOT NULL GROUP BY id
            ), unblocked AS (
                UPDATE millwright.job j
                   SET waits_for = j.waits_for - c.settled, ready = (j.concurrency_key IS NULL),
                       state = CASE WHEN j.waits_for > c.settled THEN j.state
                                    WHEN j.run_at > millwright.clock() THEN %5$s ELSE %6$s END,
                       expires_at = CASE WHEN j.waits_for > c.settled THEN j.expires_at ELSE %14$s END,
                       history = CASE WHEN j.waits_for > c.settled THEN j.history ELSE %13$s END
                  FROM children c
                 WHERE j.id = c.id AND c.failed IS NULL AND %7$s
                RETURNING j.id, j.queue, j.definition, j.submitter, j.correlation_id, j.state, j.concurrency_key,
                          j.concurrency_slots
            ), %8$s, moved AS (
                SELECT %9$s FROM over o
                UNION ALL
                SELECT id, definition, queue, '%10$s', state, false, false,
                       CASE WHEN state = %6$s THEN concurrency_key END, concurrency_slots, NULL, submitter,
                       correlation_id
                  FROM unblocked WHERE state <> '%10$s'
            ), %11$s, seen AS (
                DELETE FROM millwright.due
                 WHERE id = ANY (ARRAY(SELECT id FROM taken)) AND (SELECT count(*) FROM open) < %12$s
                   AND NOT EXISTS (SELECT FROM asked WHERE locked)
            )
            SELECT (SELECT count(*) FROM open) = %12$s AND EXISTS (SELECT FROM held) AS more,
                   (SELECT count(*) FROM unblocked WHERE state = %6$s) AS queued,
                   (SELECT count(*) FROM archived) AS cancelled
            """;

    // All of it, and what was asked of each: who runs the job again needs it, and its rows go with the job.
    private static final String WAITED_FOR =
            "(SELECT jsonb_object_agg(w.parent, w.on_failure) FROM millwright.job_dependency w WHERE w.child = c.id)";

    private static final String SETTLE_PARENTS = settle("PARENT", "id > ? AND id <= ?", OPEN_OF_PARENTS);
    private static final String SETTLE_CHILDREN = settle("CHILD", "id = ANY (?)", OPEN_OF_CHILDREN);

    // What is kept of a key whose waiting jobs somebody has locked is one row, and no longer sets the limit: another
    // may
    // have by then.
    private static final String ADMIT =
            """
            WITH taken AS MATERIALIZED (
                SELECT id, kind, key, slots FROM millwright.due
                 WHERE kind IN ('KEY', 'SLOT') AND id > ? AND id <= ? ORDER BY id FOR UPDATE SKIP LOCKED
            ), given AS MATERIALIZED (
                SELECT g.admitted, g.unfinished
                  FROM (SELECT array_agg(key ORDER BY id) AS keys, array_agg(slots ORDER BY id) AS slots,
                               array_agg(kind = 'KEY' ORDER BY id) AS sets FROM taken) AS t
                 CROSS JOIN LATERAL millwright.admit(t.keys, t.slots, t.sets) AS g
            ), again AS MATERIALIZED (
                SELECT min(id) AS id FROM taken WHERE key = ANY ((SELECT unfinished FROM given)::text[]) GROUP BY key
            ), kept AS (
                UPDATE millwright.due SET kind = 'SLOT' WHERE id = ANY (ARRAY(SELECT id FROM again)) AND kind <> 'SLOT'
            ), seen AS (
                DELETE FROM millwright.due WHERE id = ANY (ARRAY(SELECT id FROM taken EXCEPT SELECT id FROM again))
            )
            SELECT admitted FROM given
            """;

    private final Database database;

    DueStore(Database database) {
        this.database = database;
    }

    private static String settle(String kind, String which, String open) {
        return "WITH "
                + SETTLE.formatted(
                        TAKEN.formatted(kind, which),
                        open,
                        JobState.COMPLETED,
                        JobLifecycle.UNBLOCK.guard("state"),
                        JobLifecycle.UNBLOCK_LATER.toLiteral(),
                        JobLifecycle.UNBLOCK.toLiteral(),
                        JobLifecycle.UNBLOCK.guard("j.state"),
                        ArchiveMove.of(
                                """
                        USING children c
                         WHERE j.id = c.id AND c.failed IS NOT NULL
                           AND\s"""
                                        + JobLifecycle.CANCEL.guard("j.state"),
                                JobLifecycle.CANCEL.toLiteral(),
                                "j.history || jsonb_build_object('event', 'CANCELLED', 'at', millwright.clock(),"
                                        + " 'detail', jsonb_build_object('dependency', c.failed, 'depends_on', %s))"
                                                .formatted(WAITED_FOR),
                                "NULL::jsonb"),
                        EndEffects.returning("o", "o.was", "o.state"),
                        JobState.BLOCKED,
                        EndEffects.of("moved"),
                        CHUNK,
                        EventHistory.appended(
                                "j.history",
                                "CASE WHEN j.run_at > millwright.clock() THEN %s ELSE %s END"
                                        .formatted(
                                                JobLifecycle.UNBLOCK_LATER.toLiteral(),
                                                JobLifecycle.UNBLOCK.toLiteral())),
                        // the time-out for its start begins now, or with its own time
                        StartTimeout.expiry("j", "j.expires_at", "greatest(j.run_at, millwright.clock())"));
    }

    /** What is in the outbox, up to the row {@code last}. */
    record Due(long last, int children, boolean parents, boolean keys) {}

    /** What a step has done, and whether the next would do more. */
    record Settled(boolean more, int queued, int cancelled) {}

    /** What is due after the row {@code after}; null when nothing is. */
    Due look(long after) {
        return database.first(
                        LOOK,
                        row -> new Due(
                                row.getLong("last"),
                                row.getInt("children"),
                                row.getBoolean("parents"),
                                row.getBoolean("keys")),
                        after)
                .orElse(null);
    }

    /**
     * Makes whatever ends a job that the new jobs wait for leave word. To be committed before the next.
     *
     * @return the rows of which that is true now
     */
    List<Long> markParents(long after, long last) {
        return database.list(MARK_PARENTS, row -> row.getLong("id"), after, last);
    }

    /** Settles what new jobs wait for and is over already, a chunk of it. */
    Settled settleChildren(List<Long> marked) {
        return settle(SETTLE_CHILDREN, new SqlArray("int8", marked));
    }

    /** Settles what waits for jobs that are over, a chunk of it. */
    Settled settleParents(long after, long last) {
        return settle(SETTLE_PARENTS, after, last);
    }

    /** Gives free slots of keys to waiting jobs; how many may be claimed now. */
    int admit(long after, long last) {
        return database.first(ADMIT, row -> row.getInt("admitted"), after, last).orElse(0);
    }

    private Settled settle(String sql, Object... which) {
        return database.first(
                        sql,
                        row -> new Settled(row.getBoolean("more"), row.getInt("queued"), row.getInt("cancelled")),
                        which)
                .orElseThrow();
    }
}

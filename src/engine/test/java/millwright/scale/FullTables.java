package millwright.scale;

import java.util.List;
import java.util.UUID;
import millwright.testing.TestDatabase;

/** Tables as after a long time: half of the jobs archived, the others in every state there is, few of them to be run. */
final class FullTables {

    /** Living, with thousands of running jobs. */
    static final UUID BUSY_NODE = UUID.fromString("00000000-0000-4000-8000-000000000001");

    /** Dead. */
    static final UUID DEAD_NODE = UUID.fromString("00000000-0000-4000-8000-000000000002");

    /** How many of the rows in the way are to be found. */
    static final int FEW = 100;

    private static final String ID = "('01990000-0000-7000-8000-' || lpad(to_hex(%s), 12, '0'))::uuid";

    private static final String NODES =
            """
            INSERT INTO millwright.node (id, name, version, workers, alive, ended_at)
            VALUES (?, 'busy', '1', 8, true, NULL), (?, 'dead', '1', 8, false, now())
            """;

    private static final String QUEUES =
            """
            INSERT INTO millwright.queue (name, paused, paused_reason, paused_by, paused_at)
            VALUES ('paused', true, 'test', 'test', now())
            """;

    private static final String DAYS =
            """
            SELECT count(millwright.make_archive_partition(day::date))
              FROM generate_series(now() - interval '9 days', now() + interval '2 days', interval '1 day') AS day
            """;

    private static final String ARCHIVED =
            """
            INSERT INTO millwright.job_archive (
                id, definition, queue, priority, position, state, round, lease, attempts, crash_count, submitter,
                parameters, tags, metadata, history, created_at, started_at, finished_at)
            SELECT %s, 'work', 'default', 2, n, 'COMPLETED', 1, 1, 1, 0, 'test', '{}', '[]', '{}', '[]',
                   at, at, at
              FROM (SELECT n, date_trunc('day', now(), 'UTC') - n %% 9 * interval '1 day' AS at
                      FROM generate_series(1, ?) AS n) AS old
            """
                    .formatted(ID.formatted("n"));

    // Of a hundred: 20 blocked, 25 scheduled, 15 in a paused queue, 20 behind a saturated concurrency key, 5 dead
    // letters, 5 retrying, 2 running, 8 to be claimed.
    private static final String HOT =
            """
            INSERT INTO millwright.job (
                id, definition, queue, priority, state, ready, submitter, waits_for, run_at, expires_at, deadline,
                concurrency_key, concurrency_slots, node, lease, attempts, started_at, attempt_started_at,
                finished_at, error)
            SELECT %s, 'work', CASE WHEN state = 'QUEUED' AND n %% 100 < 60 THEN 'paused' ELSE 'default' END,
                   n %% 4, state, n %% 100 NOT BETWEEN 60 AND 79, 'test', CASE WHEN state = 'BLOCKED' THEN 1 ELSE 0 END,
                   CASE WHEN state IN ('SCHEDULED', 'RETRYING') THEN now() + interval '1 day' + n * interval '1 ms' END,
                   CASE WHEN n %% 10 = 3 THEN now() + interval '2 days' END,
                   CASE WHEN n %% 10 = 4 THEN now() + interval '2 days' END,
                   CASE WHEN n %% 100 BETWEEN 60 AND 79 THEN 'saturated' END,
                   CASE WHEN n %% 100 BETWEEN 60 AND 79 THEN 1 END,
                   CASE WHEN state = 'RUNNING' THEN ?::uuid END,
                   CASE WHEN state = 'RUNNING' THEN 1 ELSE 0 END, CASE WHEN state = 'RUNNING' THEN 1 ELSE 0 END,
                   CASE WHEN state IN ('RUNNING', 'FAILED') THEN now() END,
                   CASE WHEN state = 'RUNNING' THEN now() END,
                   CASE WHEN state = 'FAILED' THEN now() END,
                   CASE WHEN state = 'FAILED'
                        THEN '{"code": "DATA_ERROR", "category": "PERMANENT", "message": "no"}'::jsonb END
              FROM (SELECT n, CASE WHEN n %% 100 < 20 THEN 'BLOCKED' WHEN n %% 100 < 45 THEN 'SCHEDULED'
                                   WHEN n %% 100 < 80 THEN 'QUEUED' WHEN n %% 100 < 85 THEN 'FAILED'
                                   WHEN n %% 100 < 90 THEN 'RETRYING' WHEN n %% 100 < 92 THEN 'RUNNING'
                                   ELSE 'QUEUED' END AS state
                      FROM generate_series(1, ?) AS n) AS kind
            """
                    .formatted(ID.formatted("n + 1000000000"));

    /** How many are due or late and not yet seen to. */
    static final String DUE =
            """
            SELECT count(*) FROM millwright.job
             WHERE (state IN ('SCHEDULED', 'RETRYING') AND run_at <= now())
                OR (state = 'QUEUED' AND (expires_at <= now() OR deadline <= now()))
            """;

    private static final List<String> SOME_DUE = List.of(
            """
            UPDATE millwright.job SET run_at = now() - interval '1 minute'
             WHERE id IN (SELECT id FROM millwright.job WHERE state IN ('SCHEDULED', 'RETRYING') LIMIT ?)
            """,
            """
            UPDATE millwright.job SET expires_at = now() - interval '1 minute'
             WHERE id IN (SELECT id FROM millwright.job WHERE state = 'QUEUED' AND queue = 'paused' LIMIT ?)
            """,
            """
            UPDATE millwright.job SET deadline = now() - interval '1 minute'
             WHERE id IN (SELECT id FROM millwright.job
                           WHERE state = 'QUEUED' AND queue = 'paused' AND expires_at IS NULL LIMIT ?)
            """);

    // What goes with jobs, a row for each of many.
    private static final List<String> COMPANIONS = List.of(
            """
            INSERT INTO millwright.unique_hold (definition, key, job_id, until, expires_at)
            SELECT definition, 'key ' || position, id, CASE WHEN position % 2 = 0 THEN 'FINISHED' ELSE 'PERIOD' END,
                   CASE WHEN position % 2 = 1 THEN now() + interval '1 day' END
              FROM millwright.job WHERE state IN ('SCHEDULED', 'FAILED')
            """,
            """
            INSERT INTO millwright.job_dependency (child, parent, on_failure)
            SELECT c.id, p.id, 'CANCEL'
              FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM millwright.job WHERE state = 'BLOCKED') AS c
              JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM millwright.job WHERE state = 'SCHEDULED') AS p
                ON p.n = c.n
            """,
            // as many as limited queues run at once
            "INSERT INTO millwright.queue_slot SELECT id, 'limited', 1 FROM millwright.job WHERE state = 'RUNNING' LIMIT 100",
            """
            INSERT INTO millwright.job_progress (job_id, lease, fraction, message, details)
            SELECT id, 1, 0.5, 'half', '{}' FROM millwright.job WHERE state = 'RUNNING'
            """,
            """
            INSERT INTO millwright.concurrency_gate (key, slots)
            SELECT 'key ' || position, 1 FROM millwright.job WHERE state = 'FAILED'
            """);

    private FullTables() {}

    /** Tables that the planner believes to be empty. */
    static TestDatabase withStatisticsOfEmptyTables(int rows) {
        TestDatabase database = TestDatabase.migrated();
        database.sql("ANALYZE");
        fill(database, rows);
        return database;
    }

    static TestDatabase withTrueStatistics(int rows) {
        TestDatabase database = TestDatabase.migrated();
        fill(database, rows);
        database.sql("ANALYZE");
        return database;
    }

    /** Of those that wait {@link #FEW} are due, and as many each expired and past their deadline. */
    static void makeSomeDue(TestDatabase database) {
        SOME_DUE.forEach(update -> database.sql(update, FEW));
    }

    private static void fill(TestDatabase database, int rows) {
        database.sql(NODES, BUSY_NODE, DEAD_NODE);
        database.sql(QUEUES);
        database.number(DAYS);
        database.sql(ARCHIVED, rows / 2);
        database.sql(HOT, BUSY_NODE, rows / 2);
        COMPANIONS.forEach(database::sql);
    }
}

package millwright.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;

/** Fills a database with jobs by the million, straight into the tables. */
public final class Seeds {

    // the i-th of n ids, made one after the other within the last hour
    private static final String ID =
            """
            (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - 3600000 + i * 3600000::bigint / %1$d), 12, '0')
                || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5((i + 1)::text), 1, 15))::uuid""";

    private static final String ARCHIVED =
            """
            INSERT INTO millwright.job_archive (id, definition, queue, priority, position, state, round, lease, node,
                                                attempts, crash_count, submitter, parameters, tags, metadata, history,
                                                created_at, started_at, finished_at)
            SELECT %2$s, 'noop', 'default', 2, nextval('millwright.job_position'), 'COMPLETED', 1, 1, n.id, 1, 0,
                   'benchmark', '{"sent": 0}', '[]', '{}',
                   jsonb_build_array(jsonb_build_object(
                       'attempt', 1, 'round', 1, 'lease', 1, 'node', n.id, 'outcome', 'COMPLETED', 'error', NULL,
                       'started_at', now(), 'ended_at', now())),
                   now() - interval '1 hour', now() - interval '1 hour', now() - interval '59 minutes'
              FROM generate_series(1, %1$d) AS i, (SELECT gen_random_uuid() AS id) AS n
            """;

    private static final String DAYS =
            """
            SELECT count(millwright.make_archive_partition(day::date))
              FROM generate_series(now() - interval '30 days', now() + interval '1 day', interval '1 day') AS day
            """;

    // Half of one definition, the rest of two hundred; six queues; 120 submitters; one in ten with a correlation id; 5
    // %
    // failed or cancelled; in the order in which they ended, as the archive gets them.
    private static final String LAST_MONTH =
            """
            INSERT INTO millwright.job_archive (id, definition, queue, priority, position, state, round, lease, node,
                                                attempts, crash_count, submitter, correlation_id, parameters, tags,
                                                metadata, history, error, created_at, started_at, finished_at)
            SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0')
                       || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5((i + 1)::text), 1, 15))::uuid,
                   'd' || CASE WHEN i %% 2 = 0 THEN 0 ELSE i / 2 %% 200 END, 'q' || i %% 6, i %% 4, i,
                   CASE i %% 40 WHEN 7 THEN 'FAILED' WHEN 23 THEN 'CANCELLED' ELSE 'COMPLETED' END, 1, 1, n.id, 1, 0,
                   's' || i %% 120, CASE WHEN i %% 10 = 0 THEN 'c' || i END, '{"sent": 0}',
                   jsonb_build_array('t' || i %% 1000), '{}',
                   jsonb_build_array(jsonb_build_object(
                       'attempt', 1, 'round', 1, 'lease', 1, 'node', n.id, 'outcome', 'COMPLETED', 'error', NULL,
                       'started_at', at, 'ended_at', at)),
                   CASE WHEN i %% 40 = 7 THEN '{"code": "DATA_ERROR", "category": "PERMANENT", "message": "no"}'::jsonb END,
                   at, at + i %% 97 * interval '1 millisecond', at + i %% 97 * interval '1 millisecond'
                       + ('x' || substr(md5(i::text), 1, 4))::bit(16)::integer * interval '1 millisecond'
              FROM (SELECT i, now() - interval '30 days' + i * interval '30 days' / %1$d AS at
                      FROM generate_series(1, %1$d) AS i) AS made,
                   (SELECT gen_random_uuid() AS id) AS n
            """;

    private static final String WAITING =
            """
            INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, parameters, %3$s)
            SELECT %2$s, 'noop', %4$s
              FROM generate_series(1, %1$d) AS i
            """;

    private static final String PAUSE =
            """
            INSERT INTO millwright.queue (name, paused, paused_reason, paused_by, paused_at)
            VALUES ('%s', true, 'benchmark', 'benchmark', now()) ON CONFLICT DO NOTHING
            """
                    .formatted(NoopJob.PAUSED_QUEUE);

    private Seeds() {}

    /** A database with the schema and no jobs; its name. */
    public static String migrated(DatabaseServer server, String name) throws SQLException {
        String database = DatabaseServer.database(name);
        server.recreate(database);
        try (HikariDataSource pool = server.pool(database, 12);
                Contender node = new MillwrightNode(pool, 1)) {
            node.join();
        }
        return database;
    }

    public static void archived(DatabaseServer server, String database, int jobs) throws SQLException {
        server.execute(database, ARCHIVED.formatted(jobs, id(jobs)));
    }

    /** Jobs of the last 30 days, of all kinds there are. */
    static void lastMonth(DatabaseServer server, String database, int jobs) throws SQLException {
        server.execute(database, DAYS, LAST_MONTH.formatted(jobs));
    }

    /** Each waits for a job that is never over. */
    static void blocked(DatabaseServer server, String database, int jobs) throws SQLException {
        server.execute(
                database, waiting(jobs, "waits_for", "'default', 2, 'BLOCKED', 'benchmark', '{\"sent\": 0}', 1"));
    }

    static void scheduled(DatabaseServer server, String database, int jobs) throws SQLException {
        server.execute(
                database,
                waiting(
                        jobs,
                        "run_at",
                        "'default', 2, 'SCHEDULED', 'benchmark', '{\"sent\": 0}', now() + interval '30 days'"));
    }

    static void paused(DatabaseServer server, String database, int jobs) throws SQLException {
        server.execute(database, PAUSE);
        server.execute(
                database,
                waiting(
                        jobs,
                        "ready",
                        "'" + NoopJob.PAUSED_QUEUE + "', 0, 'QUEUED', 'benchmark', '{\"sent\": 0}', true"));
    }

    /** One holds the key's only slot and runs, elsewhere and for ever; the others stand before all that comes. */
    static void ofOneKey(DatabaseServer server, String database, int jobs) throws SQLException {
        server.execute(database, "INSERT INTO millwright.concurrency_gate (key, slots) VALUES ('crowd', 1)");
        server.execute(
                database,
                waiting(
                        jobs,
                        "node, ready, concurrency_key, concurrency_slots",
                        "'default', 2, CASE i WHEN 1 THEN 'RUNNING' ELSE 'QUEUED' END, 'benchmark', '{\"sent\": 0}',"
                                + " CASE i WHEN 1 THEN gen_random_uuid() END, i = 1, 'crowd', 1"));
    }

    /** As autovacuum would leave it when it has come round. */
    public static void settle(DatabaseServer server, String database) throws SQLException {
        server.execute(database, "VACUUM ANALYZE", "CHECKPOINT");
    }

    private static String waiting(int jobs, String columns, String values) {
        return WAITING.formatted(jobs, id(jobs), columns, values);
    }

    private static String id(int jobs) {
        return ID.formatted(jobs);
    }
}

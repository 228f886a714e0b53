package millwright.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.testing.TestDatabase;

/** What must hold over all tables once everything is over: each query finds what should not be. */
final class Books {

    // The time of a statement is that of its beginning: one that had to wait is older than what it waited for.
    private static final Map<String, String> QUERIES = new LinkedHashMap<>();

    // planned for long, as a view over all partitions
    private static final String EVENTS =
            """
            SELECT j.id || ' ' || j.state || ' round ' || j.round || ': ' || string_agg(e.event, ' ' ORDER BY e.at)
              FROM millwright.any_job j JOIN millwright.job_event e ON e.job_id = j.id
             GROUP BY j.id, j.state, j.round
            HAVING count(*) FILTER (WHERE e.event = 'SUBMITTED') <> 1
                OR count(*) FILTER (WHERE e.event = 'RETRIED') <> j.round - 1
                OR count(*) FILTER (WHERE e.event IN ('COMPLETED', 'CANCELLED', 'EXPIRED', 'DISCARDED', 'REDRIVEN'))
                   <> CASE WHEN j.id IN (SELECT id FROM millwright.job) THEN 0 ELSE 1 END
                OR count(*) FILTER (WHERE e.event = j.state) = 0 AND j.state <> 'FAILED'
            """;

    static {
        QUERIES.put(
                "attempts that the row does not count, or counts without having them",
                """
                SELECT j.id || ' counts ' || j.attempts || ' and has ' || count(a.number)
                  FROM millwright.any_job j LEFT JOIN millwright.attempt a ON a.job_id = j.id
                 GROUP BY j.id, j.attempts
                HAVING count(a.number) <> j.attempts OR count(DISTINCT a.number) <> j.attempts
                    OR count(DISTINCT a.lease) <> j.attempts OR max(a.number) > j.attempts
                """);
        QUERIES.put(
                "attempts of leases that were never given, or not recorded for one that was",
                """
                WITH claimed AS (
                    SELECT job, lease, node FROM ledger.change c
                     WHERE was = 'QUEUED' AND state = 'RUNNING'
                       -- given back before it began
                       AND NOT EXISTS (SELECT FROM ledger.change g
                                        WHERE g.job = c.job AND g.was_lease = c.lease AND g.was = 'RUNNING'
                                          AND g.state = 'QUEUED' AND g.attempts = g.was_attempts - 1)
                )
                SELECT coalesce(a.job_id, c.job) || ' lease ' || coalesce(a.lease, c.lease) || ' ' || (c.job IS NULL)
                  FROM millwright.attempt a
                  FULL JOIN claimed c ON c.job = a.job_id AND c.lease = a.lease AND c.node = a.node
                 WHERE a.job_id IS NULL OR c.job IS NULL
                """);
        QUERIES.put(
                "attempts that ended otherwise than their job says",
                """
                SELECT a.job_id || ' ' || a.outcome || ', but went from RUNNING to ' || coalesce(c.state, k.state)
                  FROM millwright.attempt a
                  JOIN ledger.change c ON c.job = a.job_id AND c.was = 'RUNNING' AND c.was_lease = a.lease
                                      AND c.state IS DISTINCT FROM 'RUNNING'
                  LEFT JOIN ledger.change k ON c.state IS NULL AND k.job = c.job AND k.archived
                 WHERE coalesce(c.state, k.state) <> ALL (CASE a.outcome
                            WHEN 'COMPLETED' THEN '{COMPLETED}' WHEN 'RELEASED' THEN '{QUEUED}'
                            WHEN 'FAILED' THEN '{FAILED,RETRYING}' WHEN 'TIMED_OUT' THEN '{FAILED,RETRYING}'
                            WHEN 'LOST' THEN '{QUEUED,FAILED,CANCELLED}' ELSE '{CANCELLED}' END::text[])
                """);
        QUERIES.put(
                "ends without their time, or times in the wrong order",
                """
                SELECT id::text FROM millwright.any_job
                 WHERE finished_at IS NULL OR finished_at < created_at - interval '10 seconds'
                    OR started_at NOT BETWEEN created_at - interval '10 seconds' AND finished_at + interval '10 seconds'
                """);
        for (String table : List.of("due", "queue_slot", "concurrency_gate", "job_progress")) {
            QUERIES.put("left behind in " + table, "SELECT x::text FROM millwright." + table + " x");
        }
        QUERIES.put(
                "counts that are not true",
                """
                WITH told AS (
                    SELECT queue, definition, state, sum(jobs) AS jobs
                      FROM (SELECT queue, definition, state, jobs FROM millwright.job_count
                            UNION ALL
                            SELECT queue, definition, state, jobs FROM millwright.job_delta) AS noted
                     GROUP BY 1, 2, 3 HAVING sum(jobs) <> 0
                ), truth AS (
                    SELECT queue, definition, state, count(*) AS jobs FROM millwright.any_job
                     WHERE state <> 'FAILED' OR id IN (SELECT id FROM millwright.job) GROUP BY 1, 2, 3
                )
                SELECT coalesce(told, truth)::text || ', told ' || coalesce(told.jobs, 0) || ', true '
                       || coalesce(truth.jobs, 0)
                  FROM told FULL JOIN truth USING (queue, definition, state)
                 WHERE told.jobs IS DISTINCT FROM truth.jobs
                """);
        QUERIES.put(
                "dependencies of jobs that are over",
                """
                SELECT d::text FROM millwright.job_dependency d
                 WHERE NOT EXISTS (SELECT FROM millwright.job j WHERE j.id = d.child)
                """);
        QUERIES.put("names not given back", "SELECT u::text FROM millwright.unique_hold u WHERE until <> 'PERIOD'");
    }

    private Books() {}

    static void check(TestDatabase database) {
        List<String> wrong = new ArrayList<>();
        QUERIES.forEach((what, sql) ->
                database.list(sql, row -> row.getString(1)).forEach(found -> wrong.add(what + ": " + found)));
        assertNone(wrong);
    }

    /** That each job's events tell of one submission, one end and each round. */
    static void checkEvents(TestDatabase database) {
        assertNone(database.list(EVENTS, row -> row.getString(1)));
    }

    private static void assertNone(List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new AssertionError(String.join("\n", wrong));
        }
    }
}

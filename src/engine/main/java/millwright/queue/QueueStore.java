package millwright.queue;

import jakarta.json.JsonNumber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.JobState;

/** Owns the SQL of what operators say about queues: {@code millwright.queue}. */
final class QueueStore {

    private static final String LIST =
            """
            SELECT name, coalesce(q.weight, 1) AS weight, q.paused_reason, q.paused_by, q.paused_at, q.max_running,
                   q.rate, (extract(epoch FROM q.rate_period) * 1000)::bigint AS rate_millis, c.counts
              FROM millwright.queue q
              FULL JOIN (
                SELECT queue AS name, jsonb_object_agg(state, jobs) AS counts
                  FROM (SELECT queue, state, sum(jobs) AS jobs FROM millwright.job_count
                         GROUP BY 1, 2 HAVING sum(jobs) > 0) AS summed
                 GROUP BY 1) AS c USING (name)
             ORDER BY name
            """;

    /**
     * Waits for the claims of the queue that are under way, and keeps others off until the new word is committed: when a
     * pause has returned, nothing begins that began to be claimed before it. The row is locked first, as by whoever
     * counts what runs under a new limit: two of them never wait for each other in a circle.
     */
    private static final String IN_TURN =
            """
            said AS MATERIALIZED (
                SELECT name FROM (VALUES (?::text)) AS given (name)
            ), held AS MATERIALIZED (
                SELECT name FROM millwright.queue WHERE name = (SELECT name FROM said) FOR NO KEY UPDATE
            ), turn AS MATERIALIZED (
                SELECT name, pg_advisory_xact_lock(hashtext('millwright.queue'), hashtext(name)) AS waited
                  FROM said WHERE (SELECT count(*) FROM held) >= 0
            )
            """;

    private static final String PAUSE = "WITH " + IN_TURN
            + """
            INSERT INTO millwright.queue (name, paused, paused_reason, paused_by, paused_at)
            SELECT name, true, ?, ?, millwright.clock() FROM turn
            ON CONFLICT (name) DO UPDATE
               SET paused = true, paused_reason = excluded.paused_reason, paused_by = excluded.paused_by,
                   paused_at = coalesce(queue.paused_at, excluded.paused_at)
            """;

    private static final String RESUME =
            """
            UPDATE millwright.queue
               SET paused = false, paused_reason = NULL, paused_by = NULL, paused_at = NULL WHERE name = ?
            """;

    private static final String WEIGHT =
            """
            INSERT INTO millwright.queue (name, weight) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET weight = excluded.weight
            """;

    private static final String MAX_RUNNING = "WITH " + IN_TURN
            + """
            INSERT INTO millwright.queue (name, max_running) SELECT name, ?::integer FROM turn
            ON CONFLICT (name) DO UPDATE SET max_running = excluded.max_running
            """;

    // A new rate begins with its first n at once, as the first one did.
    private static final String RATE =
            """
            INSERT INTO millwright.queue (name, rate, rate_period)
            VALUES (?, ?::integer, ?::bigint * interval '1 millisecond')
            ON CONFLICT (name) DO UPDATE
               SET rate = excluded.rate, rate_period = excluded.rate_period, rate_tokens = 0, rate_filled_at = NULL
            """;

    // A rate that stays as it was keeps its tokens: else every change of the weight would give out a rate's worth anew.
    private static final String LIMITS = "WITH " + IN_TURN
            + """
            INSERT INTO millwright.queue AS q (name, weight, max_running, rate, rate_period)
            SELECT name, ?, ?::integer, ?::integer, ?::bigint * interval '1 millisecond' FROM turn
            ON CONFLICT (name) DO UPDATE
               SET weight = excluded.weight, max_running = excluded.max_running,
                   rate = excluded.rate, rate_period = excluded.rate_period,
                   rate_tokens = CASE WHEN (q.rate, q.rate_period) IS NOT DISTINCT FROM
                                           (excluded.rate, excluded.rate_period) THEN q.rate_tokens ELSE 0 END,
                   rate_filled_at = CASE WHEN (q.rate, q.rate_period) IS NOT DISTINCT FROM
                                              (excluded.rate, excluded.rate_period) THEN q.rate_filled_at END
            """;

    private final Database database;

    QueueStore(Database database) {
        this.database = database;
    }

    List<QueueSettings> list() {
        return database.list(
                LIST,
                row -> new QueueSettings(
                        row.getString("name"),
                        row.getInt("weight"),
                        row.getObject("paused_at") == null
                                ? Optional.empty()
                                : Optional.of(new QueueSettings.Pause(
                                        row.getString("paused_reason"),
                                        row.getString("paused_by"),
                                        Database.instant(row, "paused_at"))),
                        Optional.ofNullable(row.getObject("max_running", Integer.class)),
                        Optional.ofNullable(row.getObject("rate", Integer.class)),
                        Optional.ofNullable(row.getObject("rate_millis", Long.class))
                                .map(Duration::ofMillis),
                        counts(row.getString("counts"))));
    }

    private static Map<JobState, Long> counts(String json) {
        return json == null
                ? Map.of()
                : Json.object(json).entrySet().stream()
                        .collect(Collectors.toMap(
                                e -> JobState.valueOf(e.getKey()), e -> ((JsonNumber) e.getValue()).longValue()));
    }

    void pause(String name, String reason, String by) {
        database.update(PAUSE, name, reason, by);
    }

    void resume(String name) {
        database.update(RESUME, name);
    }

    void weight(String name, int weight) {
        database.update(WEIGHT, name, weight);
    }

    void maxRunning(String name, Integer most) {
        database.update(MAX_RUNNING, name, most);
    }

    void rate(String name, Integer jobs, Long millis) {
        database.update(RATE, name, jobs, millis);
    }

    void limits(String name, QueueLimits limits) {
        database.update(
                LIMITS,
                name,
                limits.weight(),
                limits.maxRunning().orElse(null),
                limits.rate().map(QueueLimits.Rate::jobs).orElse(null),
                limits.rate().map(rate -> rate.period().toMillis()).orElse(null));
    }
}

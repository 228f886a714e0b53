package millwright.statistics;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.JobCount;
import millwright.job.JobLifecycle;
import millwright.job.JobState;
import millwright.job.StatisticsQuery;

/** Owns the SQL of {@code millwright.job_count} and {@code millwright.job_statistic}, and the folding of deltas. */
final class StatisticsStore {

    private static final String FINAL = Arrays.stream(JobState.values())
            .filter(JobState::isFinal)
            .map(state -> "'" + state + "'")
            .collect(Collectors.joining(", "));

    // One node at a time, so that no two wait for each other's sums; without the lock they would still fold each row
    // once, as it goes with the statement that adds it up. Rows are taken in the order of the heap, so that a caller
    // need
    // not walk dead ones at its start each time, which an old snapshot keeps: nothing moves a row that is not deleted.
    private static final String FOLD =
            """
            WITH mine AS MATERIALIZED (
                SELECT pg_try_advisory_xact_lock(hashtext('millwright.job_delta')) AS won
            ), last AS MATERIALIZED (
                SELECT max(place) AS place
                  FROM (SELECT ctid AS place FROM millwright.job_delta WHERE ctid > ?::tid LIMIT ?) AS next
            ), taken AS (
                DELETE FROM millwright.job_delta
                 WHERE ctid > ?::tid AND ctid <= (SELECT place FROM last) AND (SELECT won FROM mine)
                RETURNING *
            ), counted AS (
                INSERT INTO millwright.job_count AS c (queue, definition, state, jobs)
                SELECT queue, definition, state, sum(jobs) FROM taken GROUP BY queue, definition, state
                ON CONFLICT (queue, definition, state) DO UPDATE SET jobs = c.jobs + excluded.jobs
            ), ended AS (
                INSERT INTO millwright.job_statistic AS s (hour, queue, definition, state, bucket, jobs, run_millis,
                                                           wait_millis, waits)
                SELECT date_trunc('hour', millwright.clock(), 'UTC'), queue, definition, state, coalesce(bucket, -1),
                       sum(jobs), sum(run_millis), sum(wait_millis), sum(waits)
                  FROM taken
                 WHERE jobs > 0 AND (bucket IS NOT NULL OR state IN (%s))
                 GROUP BY queue, definition, state, bucket
                ON CONFLICT (hour, queue, definition, state, bucket) DO UPDATE
                   SET jobs = s.jobs + excluded.jobs, run_millis = s.run_millis + excluded.run_millis,
                       wait_millis = s.wait_millis + excluded.wait_millis, waits = s.waits + excluded.waits
            )
            SELECT (SELECT place::text FROM last) AS last, count(*) AS folded FROM taken
            """
                    .formatted(FINAL);

    // What is not folded yet is added, in one snapshot: exact at that moment.
    private static final String COUNTS =
            """
            SELECT queue, definition, state, sum(jobs) AS jobs
              FROM (SELECT queue, definition, state, jobs FROM millwright.job_count
                    UNION ALL
                    SELECT queue, definition, state, jobs FROM millwright.job_delta) AS counted
             GROUP BY queue, definition, state
            HAVING sum(jobs) <> 0
             ORDER BY queue, definition, state
            """;

    private static final String ENDED =
            """
            SELECT queue, definition, state, bucket, sum(jobs) AS jobs, sum(run_millis) AS run_millis,
                   sum(wait_millis) AS wait_millis, sum(waits) AS waits
              FROM millwright.job_statistic
             WHERE hour BETWEEN date_trunc('hour', ?::timestamptz, 'UTC') AND ?
               AND (?::text IS NULL OR queue = ?) AND (?::text IS NULL OR definition = ?)
               AND (cardinality(?::text[]) = 0 OR queue = ANY (?))
               AND (cardinality(?::text[]) = 0 OR definition = ANY (?))
             GROUP BY queue, definition, state, bucket
            """;

    private static final String RECOUNT = """
            SELECT millwright.recount_jobs()
            """;

    /** A state that is none of a job that is over: attempts that are followed by another are told under it. */
    static final JobState RETRIED = JobLifecycle.RETRY.to();

    private final Database database;

    StatisticsStore(Database database) {
        this.database = database;
    }

    /** Before every row. */
    static final String START = "(0,0)";

    /**
     * How far a fold came.
     *
     * @param last the place of the last row that was there, or {@link #START}
     * @param rows how many were folded; none when another node was at it
     */
    record Folded(String last, long rows) {}

    Folded fold(String after, int limit) {
        return database.first(
                        FOLD,
                        row -> new Folded(
                                Optional.ofNullable(row.getString("last")).orElse(START), row.getLong("folded")),
                        after,
                        limit,
                        after)
                .orElseThrow();
    }

    List<JobCount> counts() {
        return database.list(
                COUNTS,
                row -> new JobCount(
                        row.getString("queue"),
                        row.getString("definition"),
                        JobState.valueOf(row.getString("state")),
                        row.getLong("jobs")));
    }

    /** What ended in a class of durations. */
    record Ended(
            String queue,
            String definition,
            JobState state,
            int bucket,
            long jobs,
            long runMillis,
            long waitMillis,
            long waits) {}

    List<Ended> ended(StatisticsQuery query) {
        Instant from = query.from();
        String queue = query.queue().orElse(null);
        String definition = query.definition().orElse(null);
        SqlArray queues = new SqlArray("text", List.copyOf(query.queues()));
        SqlArray definitions = new SqlArray("text", List.copyOf(query.definitions()));
        return database.list(
                ENDED,
                row -> new Ended(
                        row.getString("queue"),
                        row.getString("definition"),
                        JobState.valueOf(row.getString("state")),
                        row.getInt("bucket"),
                        row.getLong("jobs"),
                        row.getLong("run_millis"),
                        row.getLong("wait_millis"),
                        row.getLong("waits")),
                from,
                query.to(),
                queue,
                queue,
                definition,
                definition,
                queues,
                queues,
                definitions,
                definitions);
    }

    void recount() {
        database.list(RECOUNT, row -> true);
    }
}

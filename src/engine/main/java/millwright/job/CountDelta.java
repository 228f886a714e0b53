package millwright.job;

import millwright.event.FeedRows;

/**
 * The SQL that notes how many jobs a statement took from one state to another, and tells the feed which. Only inserts: a
 * counter that was updated in every transaction would make them wait for each other; the folding is done elsewhere, by
 * one node at a time.
 */
public final class CountDelta {

    private static final String COUNTED =
            """
            counted AS (
                INSERT INTO millwright.job_delta (queue, definition, state, jobs)
                SELECT moved.queue, moved.definition, side.state, sum(side.jobs)
                  FROM (%1$s) AS moved
                 CROSS JOIN LATERAL (VALUES (moved.was, -1), (moved.state, 1)) AS side (state, jobs)
                 WHERE side.state IS NOT NULL
                 GROUP BY 1, 2, 3
            )""";

    // The feed has counted them: going through ten thousand once more would cost a bulk as much as telling of them.
    private static final String NEW_COUNTED =
            """
            counted AS (
                INSERT INTO millwright.job_delta (queue, definition, state, jobs)
                SELECT queue, definition, state, jobs FROM told
            )""";

    // Grouped in two passes: what leaves RUNNING has no duration.
    private static final String ATTEMPTS_COUNTED =
            """
            counted AS (
                INSERT INTO millwright.job_delta (queue, definition, state, jobs, bucket, run_millis, wait_millis, waits)
                SELECT queue, definition, was, -count(*), NULL, 0, 0, 0 FROM %1$s GROUP BY queue, definition, was
                UNION ALL
                SELECT queue, definition, state, count(*), bucket, coalesce(sum(run_millis), 0),
                       coalesce(sum(wait_millis), 0), count(wait_millis)
                  FROM %1$s GROUP BY queue, definition, state, bucket
            )""";

    /** What has to be known of a job that came to another state. */
    public static final String MOVED = "id, queue, definition, submitter, correlation_id, was, state";

    private CountDelta() {}

    /**
     * Common table expressions, the first of the feed, the other named {@code counted}, of jobs that were not there
     * before.
     *
     * @param written a query that gives all of {@link #MOVED} but {@code was} of each
     */
    public static String ofNew(String written) {
        return FeedRows.of(written) + ", " + NEW_COUNTED;
    }

    /**
     * Common table expressions, the first named {@code counted}, the others of the feed.
     *
     * @param moved a query that gives {@link #MOVED} of each moved job; {@code was} is null for a new job, {@code state}
     *     for one that is over already
     */
    public static String of(String moved) {
        return COUNTED.formatted(moved) + ", " + FeedRows.of(moved);
    }

    /**
     * The same for attempts that ended, with their durations.
     *
     * @param ended the name of a common table expression with {@link #MOVED}, {@code bucket} (of {@link DurationBucket},
     *     null for what is not to be measured), {@code run_millis} and {@code wait_millis} (null but for first attempts)
     *     of each
     */
    public static String ofAttempts(String ended) {
        return ATTEMPTS_COUNTED.formatted(ended) + ", " + FeedRows.of("SELECT * FROM " + ended);
    }
}

package millwright.job;

/**
 * The SQL that notes how many jobs a statement took from one state to another. Only inserts: a counter that was updated
 * in every transaction would make them wait for each other; the folding is done elsewhere, by one node at a time.
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

    private CountDelta() {}

    /**
     * A common table expression named {@code counted}.
     *
     * @param moved a query that gives {@code queue}, {@code definition}, {@code was} (null for a new job) and
     *     {@code state} of each moved job
     */
    public static String of(String moved) {
        return COUNTED.formatted(moved);
    }

    /**
     * The same for attempts that ended, with their durations.
     *
     * @param ended the name of a common table expression with {@code queue}, {@code definition}, {@code was},
     *     {@code state}, {@code bucket} (of {@link DurationBucket}, null for what is not to be measured),
     *     {@code run_millis} and {@code wait_millis} (null but for first attempts) of each
     */
    public static String ofAttempts(String ended) {
        return ATTEMPTS_COUNTED.formatted(ended);
    }
}

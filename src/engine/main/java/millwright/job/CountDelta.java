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
}

package millwright.event;

/**
 * The SQL by which a statement that changes the state of jobs tells the feed (F1). A row a state, definition and queue,
 * however many jobs: a job's share of it is its id, and its submitter where they are not all one's.
 */
public final class FeedRows {

    private static final String ROW = "millwright.feed (state, queue, definition, jobs, submitters, correlation_ids)";

    private static final String TOLD =
            """
            told AS (
                INSERT INTO %1$s
                SELECT come.state, come.queue, come.definition, array_agg(come.id),
                       CASE WHEN min(come.submitter COLLATE "C") = max(come.submitter COLLATE "C")
                            THEN ARRAY[min(come.submitter COLLATE "C")] ELSE array_agg(come.submitter) END,
                       CASE WHEN count(come.correlation_id) > 0 THEN array_agg(come.correlation_id) END
                  FROM (%2$s) AS come WHERE come.state IS NOT NULL
                 GROUP BY come.state, come.queue, come.definition
                RETURNING state, queue, definition, cardinality(jobs) AS jobs
            )""";

    private static final String ONE =
            """
            told AS (
                INSERT INTO %1$s
                VALUES (%2$s, ?, ?, ARRAY[?::uuid], ARRAY[?::text], NULLIF(ARRAY[?::text], '{NULL}'))
            )""";

    private FeedRows() {}

    /**
     * A common table expression named {@code told}, which gives of how many {@code jobs} it told for each {@code state},
     * {@code queue} and {@code definition}.
     *
     * @param come a query that gives {@code id}, {@code queue}, {@code definition}, {@code submitter},
     *     {@code correlation_id} and {@code state} of each job, the state null for a job that came to none
     */
    public static String of(String come) {
        return TOLD.formatted(ROW, come);
    }

    /**
     * The same of one job, whose queue, definition, id, submitter and correlation id are the placeholders.
     *
     * @param state an SQL expression
     */
    public static String ofOne(String state) {
        return ONE.formatted(ROW, state);
    }
}

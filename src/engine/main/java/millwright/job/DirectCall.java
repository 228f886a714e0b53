package millwright.job;

/**
 * A job that its caller runs: a method marked {@code @RunAsJob}, called directly, or work outside that its doer began by
 * itself. It belongs to its caller: nothing may put it back into the queue, whatever becomes of its node.
 */
public final class DirectCall {

    /** What its row bears as {@code options}. */
    public static final String OPTIONS = "{\"direct\": true, \"retry\": {\"max_attempts\": 1}}";

    private static final String BEGIN =
            """
            begun AS (
                INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, correlation_id,
                                            parameters, parent, options, node, lease, attempts, started_at,
                                            attempt_started_at%1$s)
                SELECT ?::uuid, ?::text, ?::text, ?::smallint, %2$s, ?::text, ?::text, ?::jsonb, ?::uuid, '%3$s', %4$s,
                       1, 1, millwright.clock(), millwright.clock()%5$s
                  FROM %6$s
                RETURNING id, queue, definition, submitter, correlation_id, NULL::text AS was, state,
                          attempt_started_at, lease_expires_at,
                          attempt_deadline, deadline
            ), %7$s""";

    private DirectCall() {}

    /** The SQL condition that a row is such a job's. */
    public static String is(String row) {
        return "(coalesce(" + row + ".options ->> 'direct', '') = 'true')";
    }

    /**
     * Common table expressions, the first named {@code begun}, that write such a job, RUNNING in its first attempt under
     * lease 1, for the row they find in {@code from}, or none if there is no row. The placeholders are id, definition,
     * queue, rank of the priority, submitter, correlation id, parameters and parent, then those of {@code node} and of
     * {@code values}.
     *
     * @param node an SQL expression for who runs it
     * @param columns further columns, each with a comma before it
     * @param values SQL expressions for them, the same way
     */
    public static String begin(String from, String node, String columns, String values) {
        return BEGIN.formatted(
                columns,
                JobLifecycle.SUBMIT_RUNNING.toLiteral(),
                OPTIONS,
                node,
                values,
                from,
                CountDelta.of("SELECT " + CountDelta.MOVED + " FROM begun"));
    }
}

package millwright.job;

/**
 * The SQL that takes rows out of {@code millwright.job} and puts them into {@code millwright.job_archive} in the same
 * statement: a job is in exactly one of the two at any moment, whoever ends it.
 */
public final class ArchiveMove {

    private static final String COLUMNS =
            """
            id, definition, queue, priority, position, state, round, lease, node, attempts, crash_count,
                    run_at, deadline, expires_at, submitter, correlation_id, parameters, tags, metadata,
                    history, result, created_at, started_at""";

    private static final String MOVE =
            """
            over AS (
                DELETE FROM millwright.job j %2$s
                RETURNING j.id, j.definition, j.queue, j.priority, j.position, %3$s AS state, j.round, j.lease, j.node,
                          j.attempts, j.crash_count, j.run_at, j.deadline, j.expires_at, j.submitter, j.correlation_id,
                          j.parameters, j.tags, j.metadata, %4$s AS history, %5$s AS result, j.created_at, j.started_at
            ), archived AS (
                INSERT INTO millwright.job_archive (%1$s, finished_at)
                SELECT %1$s, millwright.clock() FROM over
                RETURNING id
            )""";

    private ArchiveMove() {}

    /**
     * Two common table expressions, the second named {@code archived} with the ids of the moved jobs.
     *
     * @param which what follows {@code DELETE FROM millwright.job j}: the condition with its guard
     * @param state an SQL expression for the final state
     * @param history an SQL expression for the history, of type jsonb
     * @param result an SQL expression for the result, of type jsonb
     */
    public static String of(String which, String state, String history, String result) {
        return MOVE.formatted(COLUMNS, which, state, history, result);
    }
}

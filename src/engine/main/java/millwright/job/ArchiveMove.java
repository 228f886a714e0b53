package millwright.job;

/**
 * The SQL that takes rows out of {@code millwright.job} and puts them into {@code millwright.job_archive} in the same
 * statement: a job is in exactly one of the two at any moment, whoever ends it. Its {@link EndEffects} belong to it.
 */
public final class ArchiveMove {

    private static final String COLUMNS =
            """
            id, definition, queue, priority, position, state, round, lease, node, attempts, crash_count,
                    run_at, deadline, expires_at, submitter, correlation_id, parameters, tags, metadata, options,
                    history, result, error, concurrency_key, concurrency_slots, unique_key, unique_until, parent, retry_of,
                    redriven_from, progress, keep_until, created_at, started_at""";

    private static final String MOVE =
            """
            over AS (
                DELETE FROM millwright.job j %2$s
                RETURNING %3$s, j.priority, j.position, j.round, j.lease, j.node, j.attempts, j.crash_count, j.run_at,
                          j.deadline, j.expires_at, j.parameters, j.tags, j.metadata,
                          j.options, %4$s AS history, %5$s AS result, j.error, j.unique_until, j.parent, j.retry_of, j.redriven_from,
                          %6$s AS progress, %7$s AS keep_until, j.created_at, %8$s
            ), archived AS (
                INSERT INTO millwright.job_archive (%1$s, finished_at)
                SELECT %1$s, millwright.clock() FROM over
                RETURNING id
            )""";

    private ArchiveMove() {}

    /**
     * Two common table expressions: {@code over}, whose rows {@link EndEffects#of} takes, and {@code archived} with the
     * ids of the moved jobs.
     *
     * @param which what follows {@code DELETE FROM millwright.job j}: the condition with its guard
     * @param state an SQL expression for the final state
     * @param history an SQL expression for the history, of type jsonb
     * @param result an SQL expression for the result, of type jsonb
     */
    public static String of(String which, String state, String history, String result) {
        return move(which, state, history, result, "NULL::jsonb", KeepTimes.UNTIL, "j.started_at");
    }

    /**
     * The same, with what only an attempt's own outcome knows; {@code over} then has {@code attemptColumns} too.
     *
     * @param progress an SQL expression for the last progress, of type jsonb
     * @param keepUntil an SQL expression for the time until which the job is kept, or its null
     * @param startedAt an SQL expression for the beginning of the first attempt
     * @param attemptColumns SQL expressions with their names
     */
    public static String ofAttempt(
            String which,
            String state,
            String history,
            String result,
            String progress,
            String keepUntil,
            String startedAt,
            String attemptColumns) {
        return move(
                which, state, history, result, progress, keepUntil, startedAt + " AS started_at, " + attemptColumns);
    }

    private static String move(
            String which,
            String state,
            String history,
            String result,
            String progress,
            String keepUntil,
            String startedAt) {
        String returning = EndEffects.returning("j", "j.state", state);
        return MOVE.formatted(COLUMNS, which, returning, history, result, progress, keepUntil, startedAt);
    }
}

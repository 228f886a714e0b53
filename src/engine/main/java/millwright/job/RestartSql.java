package millwright.job;

/**
 * The SQL by which a job goes on that was stopped or has failed, in its own row and with its checkpoints: of a job that
 * is over for good there is nothing left to go on with. Others may add what belongs to them to the one statement.
 */
public final class RestartSql {

    // A stopped job still has its unique key and stays in its round; a dead letter takes its key again and begins the
    // next. A time that has come meanwhile is forgotten, or the job could never run.
    private static final String RESTARTED =
            """
            %1$s, %2$s, restarted AS (
                UPDATE millwright.job j
                   SET state = %3$s, ready = j.concurrency_key IS NULL, control = NULL, error = NULL,
                       finished_at = NULL, run_at = NULL, crash_count = 0,
                       round = j.round + (a.%4$s)::integer, parameters = coalesce(?::jsonb, j.parameters),
                       deadline = CASE WHEN j.deadline > millwright.clock() THEN j.deadline END,
                       expires_at = %9$s,
                       history = CASE WHEN a.%4$s THEN %5$s ELSE %6$s END
                  FROM letters a
                 WHERE j.id = a.id AND a.waits_for = 0 AND NOT a.direct
                   AND (a.%7$s OR (a.%4$s AND (a.unique_until IS DISTINCT FROM 'FINISHED'
                                               OR a.id IN (SELECT job_id FROM names))))
                RETURNING j.id, j.queue, j.definition, j.submitter, j.correlation_id, a.state AS was, j.state,
                          j.concurrency_key, j.concurrency_slots, j.parameters
            ), keys_due AS (
                INSERT INTO millwright.due (kind, key, slots)
                SELECT 'SLOT', concurrency_key, concurrency_slots FROM restarted WHERE concurrency_key IS NOT NULL
            ), %8$s""";

    private RestartSql() {}

    /**
     * Common table expressions with one named {@code restarted}, which has a row if the job goes on: its {@code id},
     * its {@code parameters}, and the state it {@code was} in. The
     * placeholders are an array with its id, its parameters as JSON text or null to keep them, and twice who asks.
     */
    public static String of() {
        return RESTARTED.formatted(
                DeadLetterSql.LETTERS,
                DeadLetterSql.NAMES.formatted(
                        "id",
                        "letters",
                        JobLifecycle.RETRY_IN_PLACE.guard("state") + " AND waits_for = 0 AND NOT direct",
                        DeadLetterSql.NEEDS_NAME),
                JobLifecycle.RESTART.toLiteral(),
                JobLifecycle.RETRY_IN_PLACE.guard("state"),
                EventHistory.appended(
                        "j.history",
                        JobEvent.Name.RETRIED,
                        "?::text",
                        "jsonb_build_object('round', j.round + 1, 'error', j.error)"),
                EventHistory.appended("j.history", JobEvent.Name.RESTARTED, "?::text", "NULL::jsonb"),
                JobLifecycle.RESTART.guard("state"),
                CountDelta.of("SELECT " + CountDelta.MOVED + " FROM restarted"),
                StartTimeout.again("j"));
    }
}

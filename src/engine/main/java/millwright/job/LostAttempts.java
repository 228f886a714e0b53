package millwright.job;

/**
 * The SQL that moves jobs on whose attempt nobody will end any more: its node died, or its worker outside let its lease
 * run out. Four statements for one set of jobs, each with guards, so that every job is moved once whoever else does
 * the same.
 */
public final class LostAttempts {

    /**
     * The condition that a job row {@code j} is one of those whose ids are the placeholder, and nobody holds it: a row
     * that another rescuer has, or an operator in psql, holds up no other, and the next round takes it. An array, which
     * is made once: the planner may ask a sub-select anew for each row.
     */
    public static final String NOT_HELD =
            "j.id = ANY (ARRAY(SELECT id FROM millwright.job WHERE id = ANY (?) FOR UPDATE SKIP LOCKED))";

    private static final String LOST = AttemptHistory.appended("j", "'" + AttemptOutcome.LOST + "'", "?::jsonb");

    /** What was claimed ahead and had not begun did its node no harm: it is charged to nobody. */
    private static final String ONCE_MORE = "(crash_count + 1 < ? OR attempt_started_at IS NULL)";

    // The lease rises, so that no write of the lost attempt matches any more, and rises again with the next claim.
    private static final String GONE =
            """
            lease = lease + 1, node = NULL, attempt_started_at = NULL, lease_expires_at = NULL,
                   attempt_deadline = NULL, crash_count = crash_count + (attempt_started_at IS NOT NULL)::integer, history = %s"""
                    .formatted(LOST);

    private LostAttempts() {}

    /**
     * Nobody is left to end what is to be cancelled: that is done here, whatever it had got to. The placeholders are
     * those of {@code which}, then the error.
     *
     * @param which an SQL condition on the job row {@code j}
     */
    public static String cancel(String which) {
        return """
                WITH %s, %s SELECT id FROM archived
                """
                .formatted(
                        ArchiveMove.of(
                                "WHERE %s AND %s AND j.control = '%s'"
                                        .formatted(which, JobLifecycle.CANCEL_RUNNING.guard("j.state"), Control.CANCEL),
                                JobLifecycle.CANCEL_RUNNING.toLiteral(),
                                LOST,
                                "NULL::jsonb"),
                        EndEffects.of("over"));
    }

    /**
     * Fails what was lost once too often, or belongs to a caller who is gone: nobody waits for it to be done again. The
     * placeholders are the error, the error again, those of {@code which}, then the limit.
     */
    public static String giveUp(String which) {
        return """
                WITH given_up AS (
                    UPDATE millwright.job j
                       SET state = %1$s, %2$s,
                           error = ?::jsonb, finished_at = millwright.clock(), control = NULL
                     WHERE %3$s AND %4$s AND (NOT %9$s OR %5$s) AND control IS DISTINCT FROM '%6$s'
                    RETURNING %7$s
                ), %8$s
                SELECT id FROM given_up
                """
                .formatted(
                        JobLifecycle.GIVE_UP.toLiteral(),
                        GONE,
                        which,
                        JobLifecycle.GIVE_UP.guard("j.state"),
                        DirectCall.is("j"),
                        Control.CANCEL,
                        EndEffects.returning("j", "'" + JobState.RUNNING + "'", "j.state"),
                        EndEffects.of("given_up"),
                        ONCE_MORE);
    }

    /**
     * Leaves what was to be stopped as STOPPED: it goes on when somebody restarts it. The placeholders are the error,
     * then those of {@code which}.
     */
    public static String stop(String which) {
        return """
                WITH stopped AS (
                    UPDATE millwright.job j
                       SET state = %1$s, %2$s,
                           control = NULL, ready = concurrency_key IS NULL
                     WHERE %3$s AND %4$s AND control = '%5$s' AND NOT %6$s
                    RETURNING %7$s
                ), slots_freed AS (
                    DELETE FROM millwright.queue_slot s USING stopped r WHERE s.job_id = r.id
                ), keys_due AS (
                    INSERT INTO millwright.due (kind, key, slots)
                    SELECT 'SLOT', concurrency_key, max(concurrency_slots) FROM stopped
                     WHERE concurrency_key IS NOT NULL GROUP BY 2
                ), %8$s
                SELECT id FROM stopped
                """
                .formatted(
                        JobLifecycle.STOP_RUNNING.toLiteral(),
                        GONE,
                        which,
                        JobLifecycle.STOP_RUNNING.guard("j.state"),
                        Control.STOP,
                        DirectCall.is("j"),
                        EndEffects.returning("j", "'" + JobState.RUNNING + "'", "j.state"),
                        CountDelta.of("SELECT " + CountDelta.MOVED + " FROM stopped"));
    }

    /**
     * Puts all others back into the queue. The placeholders are the error, those of {@code which}, then the limit of how
     * often a job may be lost.
     */
    public static String rescue(String which) {
        return """
                WITH rescued AS (
                    UPDATE millwright.job j
                       SET state = %1$s, %2$s
                     WHERE %3$s AND %4$s AND %9$s AND control IS DISTINCT FROM '%5$s' AND NOT %6$s
                    RETURNING j.id, j.queue, j.definition, j.submitter, j.correlation_id, '%7$s' AS was, j.state
                ), slots_freed AS (
                    DELETE FROM millwright.queue_slot s USING rescued r WHERE s.job_id = r.id
                ), %8$s
                SELECT id FROM rescued
                """
                .formatted(
                        JobLifecycle.RESCUE.toLiteral(),
                        GONE,
                        which,
                        JobLifecycle.RESCUE.guard("j.state"),
                        Control.CANCEL,
                        DirectCall.is("j"),
                        JobState.RUNNING,
                        CountDelta.of("SELECT " + CountDelta.MOVED + " FROM rescued"),
                        ONCE_MORE);
    }
}

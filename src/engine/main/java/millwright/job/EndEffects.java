package millwright.job;

/**
 * The SQL of what must happen together with the end of a job, whoever ends it and in whichever final state: those that
 * wait for it become due, its concurrency slot, its queue's slot and its unique key are free again, and it is counted.
 */
public final class EndEffects {

    private static final String RETURNING =
            """
            %1$s.id, %1$s.definition, %1$s.queue, %2$s AS was, %3$s AS state, %1$s.has_dependents, %1$s.awaited,
            %1$s.concurrency_key, %1$s.concurrency_slots, %1$s.unique_key, %1$s.submitter, %1$s.correlation_id""";

    // A unique key kept for a period outlives its job. Settlers find what is due when this has committed.
    private static final String EFFECTS =
            """
            dependents_due AS (
                INSERT INTO millwright.due (kind, job) SELECT 'PARENT', id FROM %1$s WHERE has_dependents AND %2$s
            ), keys_due AS (
                INSERT INTO millwright.due (kind, key, slots)
                SELECT 'SLOT', concurrency_key, max(concurrency_slots) FROM %1$s
                 WHERE concurrency_key IS NOT NULL AND %3$s GROUP BY 2
            ), names_freed AS (
                DELETE FROM millwright.unique_hold u USING %1$s e
                 WHERE u.definition = e.definition AND u.key = e.unique_key AND u.job_id = e.id AND u.until <> 'PERIOD'
                   AND e.unique_key IS NOT NULL AND %2$s
            ), slots_freed AS (
                DELETE FROM millwright.queue_slot WHERE job_id = ANY (ARRAY(SELECT id FROM %1$s))
            )""";

    private EndEffects() {}

    /**
     * What the ending UPDATE or DELETE has to return.
     *
     * @param row the alias of the job row
     * @param was an SQL expression for the state before
     * @param state an SQL expression for the final state
     */
    public static String returning(String row, String was, String state) {
        return RETURNING.formatted(row, was, state);
    }

    /**
     * Common table expressions, the first named {@code dependents_due}.
     *
     * @param ended the name of one before them, whose rows are as {@link #returning} says
     */
    public static String of(String ended) {
        return EFFECTS.formatted(ended, "true", "true") + ", "
                + CountDelta.of("SELECT " + CountDelta.MOVED + " FROM " + ended);
    }

    /**
     * The same for rows that have ended an attempt and not all of them their job; those that go on keep what is theirs
     * but for the slot of their queue.
     *
     * @param isOver an SQL condition on the row: the job is over
     * @param givesWay an SQL condition on the row: it gives back its concurrency key's slot
     */
    public static String ofAttempts(String ended, String isOver, String givesWay) {
        return EFFECTS.formatted(ended, isOver, givesWay) + ", " + CountDelta.ofAttempts(ended);
    }
}

package millwright.job;

/** The statements of {@link DeadLetterStore} that resolve dead letters, alone or with the jobs that belong to them. */
final class DeadLetterSql {

    // Locked in the order of ids, so that two callers wait for each other and never in a circle. Whoever comes second
    // finds the row gone, or in another state than the one it was locked in.
    static final String LETTERS =
            """
            letters AS MATERIALIZED (
                SELECT id, state, definition, unique_key, unique_until, waits_for, %s AS direct
                  FROM millwright.job WHERE id = ANY (?) ORDER BY id FOR UPDATE
            )"""
                    .formatted(DirectCall.is("job"));

    static final String NEEDS_NAME = "unique_key IS NOT NULL AND unique_until = 'FINISHED'";

    // A name that has run out but was not swept yet is free, and so is one that the dead letter itself still has.
    static final String NAMES =
            """
            names AS (
                SELECT taken.asked AS job_id
                  FROM (SELECT array_agg(definition ORDER BY id) AS definitions, array_agg(unique_key ORDER BY id) AS keys,
                               array_agg(%1$s ORDER BY id) AS jobs, array_agg(unique_until ORDER BY id) AS untils,
                               array_agg(NULL::bigint) AS periods
                          FROM %2$s WHERE %3$s AND %4$s) AS n
                 CROSS JOIN LATERAL millwright.take_names(definitions, keys, jobs, untils, periods) AS taken
                 WHERE n.keys IS NOT NULL AND taken.holder = taken.asked
            )""";

    private static final String OPEN = JobLifecycle.RETRY_IN_PLACE.guard("state") + " AND waits_for = 0 AND NOT direct";

    private static final String RETRYING =
            """
            %1$s, %2$s, retried AS (
                UPDATE millwright.job j
                   SET state = %3$s, ready = j.concurrency_key IS NULL, round = j.round + 1, crash_count = 0,
                       control = NULL, error = NULL, finished_at = NULL, run_at = NULL,
                       deadline = CASE WHEN j.deadline > millwright.clock() THEN j.deadline END,
                       expires_at = %8$s,
                       history = %4$s
                  FROM letters a
                 WHERE j.id = a.id AND a.%5$s AND a.waits_for = 0 AND NOT a.direct
                   AND (a.unique_until IS DISTINCT FROM 'FINISHED' OR a.id IN (SELECT job_id FROM names))
                RETURNING j.id, j.queue, j.definition, j.submitter, j.correlation_id, '%6$s' AS was, j.state,
                          j.concurrency_key, j.concurrency_slots
            ), letters_due AS (
                INSERT INTO millwright.due (kind, key, slots)
                SELECT 'SLOT', concurrency_key, max(concurrency_slots) FROM retried
                 WHERE concurrency_key IS NOT NULL GROUP BY 2
            ), %7$s
            SELECT id, id AS job FROM retried
            """;

    // The new jobs are copies of the old, for what the checks have not made anew. A name for a period is not asked for
    // again: its period began with the first submission.
    private static final String REDRIVING =
            """
            anew AS (
                SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::boolean[])
                    AS checked (old, id, parameters, external)
            ), %1$s, fit AS (
                SELECT a.*, n.id AS new_id, n.parameters, n.external AS by_others FROM letters a JOIN anew n ON n.old = a.id WHERE %2$s
            ), %3$s, %4$s, copied AS (
                SELECT d.*, f.new_id, f.parameters AS new_parameters, f.by_others
                  FROM fit f JOIN millwright.job d ON d.id = f.id JOIN archived ON archived.id = f.id
            ), submitted AS (
                INSERT INTO millwright.job (id, definition, queue, priority, state, ready, submitter, correlation_id,
                                            parameters, tags, metadata, options, concurrency_key, concurrency_slots,
                                            unique_key, unique_until, parent, redriven_from, deadline, expires_at,
                                            external)
                SELECT new_id, definition, queue, priority, %5$s, concurrency_key IS NULL, ?::text, correlation_id,
                       new_parameters::jsonb, tags, metadata, %7$s, concurrency_key, concurrency_slots,
                       CASE WHEN unique_until = 'FINISHED' THEN unique_key END,
                       CASE WHEN unique_until = 'FINISHED' THEN unique_until END, parent, id,
                       millwright.clock() + (deadline - created_at), %8$s, by_others
                  FROM copied
                RETURNING id, queue, definition, submitter, correlation_id, NULL::text AS was, state, concurrency_key,
                          concurrency_slots, redriven_from
            ), letters_due AS (
                INSERT INTO millwright.due (kind, key, slots)
                SELECT 'SLOT', concurrency_key, max(concurrency_slots) FROM submitted
                 WHERE concurrency_key IS NOT NULL GROUP BY 2
            ), %6$s
            SELECT redriven_from AS id, id AS job FROM submitted
            """;

    static final String RETRY = retry("", "");

    /** With the jobs that belong to those that were retried: {@link SubmitStore#belonging}. */
    static final String RETRY_CASCADING =
            retry(SubmitStore.belonging("SELECT id FROM retried") + ", ", " UNION ALL " + SubmitStore.counted());

    static final String REDRIVE = redrive("", "");

    /** With the jobs that belong to the dead letters that were redriven: {@link SubmitStore#belonging}. */
    static final String REDRIVE_CASCADING = redrive(
            SubmitStore.belonging("SELECT redriven_from FROM submitted") + ", ", " UNION ALL " + SubmitStore.counted());

    // The end of the job was told when it failed: what waited for it, its slots and its name were seen to then. It only
    // is no dead letter any more.
    static final String DISCARD =
            """
            WITH %s, %s, %s SELECT id, NULL::uuid AS job FROM archived
            """
                    .formatted(
                            LETTERS,
                            ArchiveMove.of(
                                    "USING letters a WHERE j.id = a.id AND a."
                                            + JobLifecycle.RETRY_IN_PLACE.guard("state"),
                                    "'" + JobState.FAILED + "'",
                                    EventHistory.appended(
                                            "j.history",
                                            JobEvent.Name.DISCARDED,
                                            "?::text",
                                            "jsonb_build_object('reason', ?::text)"),
                                    "NULL::jsonb"),
                            CountDelta.of(
                                    "SELECT id, queue, definition, submitter, correlation_id, was, NULL AS state FROM over"));

    private DeadLetterSql() {}

    private static String retry(String also, String alsoCounted) {
        return "WITH "
                + RETRYING.formatted(
                        LETTERS,
                        NAMES.formatted("id", "letters", OPEN, NEEDS_NAME),
                        JobLifecycle.RETRY_IN_PLACE.toLiteral(),
                        EventHistory.appended(
                                "j.history",
                                JobEvent.Name.RETRIED,
                                "?::text",
                                "jsonb_build_object('round', j.round + 1, 'error', j.error)"),
                        JobLifecycle.RETRY_IN_PLACE.guard("state"),
                        JobState.FAILED,
                        also + CountDelta.of("SELECT " + CountDelta.MOVED + " FROM retried" + alsoCounted),
                        StartTimeout.again("j"));
    }

    private static String redrive(String also, String alsoCounted) {
        return "WITH "
                + REDRIVING.formatted(
                        LETTERS,
                        JobLifecycle.RETRY_IN_PLACE.guard("a.state") + " AND a.waits_for = 0 AND NOT a.direct",
                        NAMES.formatted("new_id", "fit", "true", NEEDS_NAME),
                        ArchiveMove.of(
                                """
                        USING fit f WHERE j.id = f.id
                           AND (f.unique_until IS DISTINCT FROM 'FINISHED'
                                OR f.new_id IN (SELECT job_id FROM names))""",
                                "'" + JobState.FAILED + "'",
                                EventHistory.appended(
                                        "j.history",
                                        JobEvent.Name.REDRIVEN,
                                        "?::text",
                                        "jsonb_build_object('job', f.new_id)"),
                                "NULL::jsonb"),
                        JobLifecycle.SUBMIT.toLiteral(),
                        also
                                + CountDelta.of("SELECT " + CountDelta.MOVED + " FROM submitted"
                                        + " UNION ALL SELECT id, queue, definition, submitter, correlation_id, was, NULL"
                                        + " FROM over"
                                        + alsoCounted),
                        StartTimeout.optionsOfCopy("copied"),
                        StartTimeout.ofCopy("copied"));
    }
}

package millwright.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;

/** Owns the SQL that finds and resolves dead letters. */
final class DeadLetterStore {

    // Those that failed in the same microsecond are told apart by their ids.
    private static final String LIST =
            """
            SELECT id FROM millwright.job
             WHERE state = 'FAILED' AND (?::text IS NULL OR definition = ?) AND (?::text IS NULL OR queue = ?)
               AND (?::text IS NULL OR error ->> 'code' = ?)
               AND (?::uuid IS NULL
                    OR (finished_at, id) < (SELECT finished_at, id FROM millwright.any_job WHERE id = ?))
             ORDER BY finished_at DESC, id DESC
             LIMIT ?
            """;

    // Locked in the order of ids, so that two callers wait for each other and never in a circle. Whoever comes second
    // finds the row gone, or in another state than the one it was locked in.
    private static final String ASKED =
            """
            asked AS MATERIALIZED (
                SELECT id, state, definition, unique_key, unique_until, waits_for, %s AS direct
                  FROM millwright.job WHERE id = ANY (?) ORDER BY id FOR UPDATE
            )"""
                    .formatted(DirectCall.is("job"));

    private static final String NEEDS_NAME = "unique_key IS NOT NULL AND unique_until = 'FINISHED'";

    // A name that has run out but was not swept yet is free, and so is one that the dead letter itself still has.
    private static final String NAMES =
            """
            names AS (
                INSERT INTO millwright.unique_hold AS u (definition, key, job_id, until)
                SELECT DISTINCT ON (definition, unique_key) definition, unique_key, %1$s, unique_until
                  FROM %2$s WHERE %3$s AND %4$s ORDER BY definition, unique_key, id
                ON CONFLICT (definition, key) DO UPDATE
                   SET job_id = excluded.job_id, until = excluded.until, expires_at = NULL
                 WHERE u.expires_at <= millwright.clock() OR u.job_id = excluded.job_id
                RETURNING job_id
            )""";

    private static final String OPEN = JobLifecycle.RETRY_IN_PLACE.guard("state") + " AND waits_for = 0 AND NOT direct";

    private static final String RETRY =
            """
            WITH %1$s, %2$s, retried AS (
                UPDATE millwright.job j
                   SET state = %3$s, ready = j.concurrency_key IS NULL, round = j.round + 1, crash_count = 0,
                       control = NULL, error = NULL, finished_at = NULL, run_at = NULL,
                       deadline = CASE WHEN j.deadline > millwright.clock() THEN j.deadline END,
                       expires_at = CASE WHEN j.expires_at > millwright.clock() THEN j.expires_at END,
                       history = %4$s
                  FROM asked a
                 WHERE j.id = a.id AND a.%5$s AND a.waits_for = 0 AND NOT a.direct
                   AND (a.unique_until IS DISTINCT FROM 'FINISHED' OR a.id IN (SELECT job_id FROM names))
                RETURNING j.id, j.queue, j.definition, '%6$s' AS was, j.state, j.concurrency_key, j.concurrency_slots
            ), keys_due AS (
                INSERT INTO millwright.due (kind, key, slots)
                SELECT 'SLOT', concurrency_key, max(concurrency_slots) FROM retried
                 WHERE concurrency_key IS NOT NULL GROUP BY 2
            ), %7$s
            SELECT id, id AS job FROM retried
            """
                    .formatted(
                            ASKED,
                            NAMES.formatted("id", "asked", OPEN, NEEDS_NAME),
                            JobLifecycle.RETRY_IN_PLACE.toLiteral(),
                            EventHistory.appended(
                                    "j.history",
                                    JobEvent.Name.RETRIED,
                                    "?::text",
                                    "jsonb_build_object('round', j.round + 1, 'error', j.error)"),
                            JobLifecycle.RETRY_IN_PLACE.guard("state"),
                            JobState.FAILED,
                            CountDelta.of("SELECT queue, definition, was, state FROM retried"));

    // The end of the job was told when it failed: what waited for it, its slots and its name were seen to then. It only
    // is no dead letter any more.
    private static final String DISCARD =
            """
            WITH %s, %s, %s SELECT id, NULL::uuid AS job FROM archived
            """
                    .formatted(
                            ASKED,
                            ArchiveMove.of(
                                    "USING asked a WHERE j.id = a.id AND a."
                                            + JobLifecycle.RETRY_IN_PLACE.guard("state"),
                                    "'" + JobState.FAILED + "'",
                                    EventHistory.appended(
                                            "j.history",
                                            JobEvent.Name.DISCARDED,
                                            "?::text",
                                            "jsonb_build_object('reason', ?::text)"),
                                    "NULL::jsonb"),
                            CountDelta.of("SELECT queue, definition, was, NULL AS state FROM over"));

    // The new jobs are copies of the old, for what the checks have not made anew. A name for a period is not asked for
    // again: its period began with the first submission.
    private static final String REDRIVE =
            """
            WITH anew AS (
                SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::text[]) AS checked (old, id, parameters)
            ), %1$s, fit AS (
                SELECT a.*, n.id AS new_id, n.parameters FROM asked a JOIN anew n ON n.old = a.id WHERE %2$s
            ), %3$s, %4$s, copied AS (
                SELECT d.*, f.new_id, f.parameters AS new_parameters
                  FROM fit f JOIN millwright.job d ON d.id = f.id JOIN archived ON archived.id = f.id
            ), submitted AS (
                INSERT INTO millwright.job (id, definition, queue, priority, state, ready, submitter, correlation_id,
                                            parameters, tags, metadata, options, concurrency_key, concurrency_slots,
                                            unique_key, unique_until, parent, redriven_from, deadline,
                                            external)
                SELECT new_id, definition, queue, priority, %5$s, concurrency_key IS NULL, ?::text, correlation_id,
                       new_parameters::jsonb, tags, metadata, options, concurrency_key, concurrency_slots,
                       CASE WHEN unique_until = 'FINISHED' THEN unique_key END,
                       CASE WHEN unique_until = 'FINISHED' THEN unique_until END, parent, id,
                       millwright.clock() + (deadline - created_at), external
                  FROM copied
                RETURNING id, queue, definition, NULL::text AS was, state, concurrency_key, concurrency_slots,
                          redriven_from
            ), keys_due AS (
                INSERT INTO millwright.due (kind, key, slots)
                SELECT 'SLOT', concurrency_key, max(concurrency_slots) FROM submitted
                 WHERE concurrency_key IS NOT NULL GROUP BY 2
            ), %6$s
            SELECT redriven_from AS id, id AS job FROM submitted
            """
                    .formatted(
                            ASKED,
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
                            CountDelta.of("SELECT queue, definition, was, state FROM submitted"
                                    + " UNION ALL SELECT queue, definition, was, NULL FROM over"));

    // Read after an item was not done, to say why.
    private static final String WHY =
            """
            SELECT j.id, j.state, j.waits_for, j.direct, j.unique_key, u.job_id AS holder
              FROM millwright.any_job_state j
              LEFT JOIN millwright.unique_hold u ON u.definition = j.definition AND u.key = j.unique_key
             WHERE j.id = ANY (?)
            """
                    .replace(
                            "millwright.any_job_state",
                            """
                            (SELECT id, state, waits_for, %s AS direct, definition, unique_key FROM millwright.job
                             UNION ALL
                             SELECT id, state, NULL, false, definition, NULL FROM millwright.job_archive)"""
                                    .formatted(DirectCall.is("job")));

    static final String DIRECT =
            "is a call that ran as a job: its caller's thread did the work, and only its caller can call again";

    private final Database database;

    DeadLetterStore(Database database) {
        this.database = database;
    }

    /** A dead letter that was resolved, and the job that runs in its place if any. */
    record Resolved(UUID id, UUID job) {}

    /** A dead letter, the new job's id and its parameters. */
    record Anew(UUID old, UUID id, String parameters) {}

    List<UUID> list(DeadLetterQuery query) {
        String definition = query.definition().orElse(null);
        String queue = query.queue().orElse(null);
        String code = query.errorCode().orElse(null);
        UUID before = query.before().orElse(null);
        return database.list(
                LIST,
                row -> row.getObject("id", UUID.class),
                definition,
                definition,
                queue,
                queue,
                code,
                code,
                before,
                before,
                query.limit());
    }

    List<Resolved> retry(List<UUID> ids, String by) {
        return resolved(RETRY, new SqlArray("uuid", ids), by);
    }

    List<Resolved> discard(List<UUID> ids, String by, String reason) {
        return resolved(DISCARD, new SqlArray("uuid", ids), by, reason);
    }

    List<Resolved> redrive(List<Anew> jobs, String by) {
        SqlArray old = new SqlArray("uuid", jobs.stream().map(Anew::old).toList());
        return resolved(
                REDRIVE,
                old,
                new SqlArray("uuid", jobs.stream().map(Anew::id).toList()),
                new SqlArray("text", jobs.stream().map(Anew::parameters).toList()),
                old,
                by,
                by);
    }

    private List<Resolved> resolved(String sql, Object... parameters) {
        return database.list(
                sql,
                row -> new Resolved(row.getObject("id", UUID.class), row.getObject("job", UUID.class)),
                parameters);
    }

    /** What each of {@code ids} is now, where it is known at all. */
    List<Resolution> refusals(List<UUID> ids) {
        return database.list(
                WHY,
                row -> Resolution.refused(
                        row.getObject("id", UUID.class),
                        problem(
                                JobState.valueOf(row.getString("state")),
                                row.getInt("waits_for"),
                                row.getBoolean("direct"),
                                row.getString("unique_key"),
                                Optional.ofNullable(row.getObject("holder", UUID.class)))),
                new SqlArray("uuid", ids));
    }

    private static String problem(JobState state, int waitsFor, boolean direct, String key, Optional<UUID> holder) {
        if (state != JobState.FAILED) {
            return "is " + state + ", and no dead letter any more";
        }
        if (direct) {
            return DIRECT;
        }
        if (waitsFor > 0) {
            return "timed out while it still waited for " + waitsFor + " jobs: submit it anew";
        }
        return holder.map(job -> "its unique_key '" + key + "' was taken by job " + job)
                .orElse("was resolved by somebody else, or is over");
    }
}

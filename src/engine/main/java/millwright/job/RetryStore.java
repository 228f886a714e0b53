package millwright.job;

import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;

/** Owns the SQL that makes new jobs of archived ones, and tells whether any of a definition are under way. */
final class RetryStore {

    // A copy, for what the checks have not made anew. What it waited for is over, or it could not be.
    private static final String AGAIN =
            """
            WITH asked AS (
                SELECT * FROM millwright.job_archive a WHERE id = ? AND finished_at >= ? AND NOT %1$s
            ), names AS (
                SELECT taken.holder FROM asked a
                 CROSS JOIN LATERAL millwright.take_names(ARRAY[a.definition], ARRAY[a.unique_key], ARRAY[?::uuid],
                                                          ARRAY[a.unique_until], ARRAY[NULL::bigint]) AS taken
                 WHERE a.unique_until = 'FINISHED' AND taken.holder = taken.asked
            ), submitted AS (
                INSERT INTO millwright.job (id, definition, queue, priority, state, ready, submitter, correlation_id,
                                            parameters, tags, metadata, options, concurrency_key, concurrency_slots,
                                            unique_key, unique_until, parent, retry_of, deadline, expires_at,
                                            external)
                SELECT ?::uuid, definition, queue, priority, %2$s, concurrency_key IS NULL, ?::text, correlation_id,
                       ?::jsonb, tags, metadata, %4$s, concurrency_key, concurrency_slots,
                       CASE WHEN unique_until = 'FINISHED' THEN unique_key END,
                       CASE WHEN unique_until = 'FINISHED' THEN unique_until END, parent, id,
                       millwright.clock() + (deadline - created_at), %5$s, ?
                  FROM asked
                 WHERE unique_until IS DISTINCT FROM 'FINISHED' OR EXISTS (SELECT FROM names)
                RETURNING id, queue, definition, submitter, correlation_id, NULL::text AS was, state, concurrency_key,
                          concurrency_slots
            ), keys_due AS (
                INSERT INTO millwright.due (kind, key, slots)
                SELECT 'SLOT', concurrency_key, concurrency_slots FROM submitted WHERE concurrency_key IS NOT NULL
            ), %3$s
            SELECT id FROM submitted
            """
                    .formatted(
                            DirectCall.is("a"),
                            JobLifecycle.SUBMIT.toLiteral(),
                            CountDelta.of("SELECT " + CountDelta.MOVED + " FROM submitted"),
                            StartTimeout.optionsOfCopy("asked"),
                            StartTimeout.ofCopy("asked"));

    private static final String WHY =
            """
            SELECT %s AS direct, a.unique_key, u.job_id AS holder
              FROM millwright.job_archive a
              LEFT JOIN millwright.unique_hold u ON u.definition = a.definition AND u.key = a.unique_key
             WHERE a.id = ? AND a.finished_at >= ?
            """
                    .formatted(DirectCall.is("a"));

    // From the counts, as they are exact together with what is not added up yet.
    private static final String UNDER_WAY =
            """
            SELECT coalesce(sum(jobs), 0) > 0 AS some
              FROM (SELECT jobs FROM millwright.job_count WHERE definition = ? AND state IN (%1$s)
                    UNION ALL
                    SELECT jobs FROM millwright.job_delta WHERE definition = ? AND state IN (%1$s)) AS counted
            """
                    .formatted("'BLOCKED', 'SCHEDULED', 'QUEUED', 'RUNNING', 'RETRYING'");

    private final Database database;

    RetryStore(Database database) {
        this.database = database;
    }

    /** Whether a new job was made of an archived one; {@code anew} has its id and its parameters. */
    boolean again(UUID archived, CheckedJob anew, String by) {
        return database.first(
                        AGAIN,
                        row -> row.getObject("id", UUID.class),
                        archived,
                        JobStore.earliestEnd(archived),
                        anew.id(),
                        anew.id(),
                        by,
                        anew.parameters(),
                        anew.external())
                .isPresent();
    }

    /** Why an archived job could not be run again; empty when there is none. */
    Optional<String> refusal(UUID archived) {
        return database.first(
                WHY,
                row -> row.getBoolean("direct")
                        ? DeadLetterStore.DIRECT
                        : "its unique_key '" + row.getString("unique_key") + "' was taken by job "
                                + row.getString("holder"),
                archived,
                JobStore.earliestEnd(archived));
    }

    boolean isUnderWay(String definition) {
        return database.first(UNDER_WAY, row -> row.getBoolean("some"), definition, definition)
                .orElse(false);
    }
}

package millwright.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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
               AND (?::uuid IS NULL OR (finished_at, id) < (?, ?))
             ORDER BY finished_at DESC, id DESC
             LIMIT ?
            """;

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

    /** A dead letter, the new job's id and parameters, and whether programs outside do its work now. */
    record Anew(UUID old, UUID id, String parameters, boolean external) {}

    List<UUID> list(DeadLetterQuery query) {
        String definition = query.definition().orElse(null);
        String queue = query.queue().orElse(null);
        String code = query.errorCode().orElse(null);
        UUID before = query.before().map(DeadLetterQuery.Place::id).orElse(null);
        Instant failedAt = query.before().map(DeadLetterQuery.Place::failedAt).orElse(null);
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
                failedAt,
                before,
                query.limit());
    }

    /** Queues those of {@code ids} that can be, each with its dependents, or none. */
    List<Resolved> retry(List<UUID> ids, String by, Dependents dependents) {
        SqlArray letters = new SqlArray("uuid", ids);
        return dependents.isEmpty()
                ? resolved(DeadLetterSql.RETRY, letters, by)
                : resolved(DeadLetterSql.RETRY_CASCADING, values(dependents, letters, by));
    }

    List<Resolved> discard(List<UUID> ids, String by, String reason) {
        return resolved(DeadLetterSql.DISCARD, new SqlArray("uuid", ids), by, reason);
    }

    /** Replaces those that can be, each with its dependents. */
    List<Resolved> redrive(List<Anew> jobs, String by, Dependents dependents) {
        SqlArray old = new SqlArray("uuid", jobs.stream().map(Anew::old).toList());
        SqlArray ids = new SqlArray("uuid", jobs.stream().map(Anew::id).toList());
        SqlArray parameters =
                new SqlArray("text", jobs.stream().map(Anew::parameters).toList());
        SqlArray external =
                new SqlArray("bool", jobs.stream().map(Anew::external).toList());
        return dependents.isEmpty()
                ? resolved(DeadLetterSql.REDRIVE, old, ids, parameters, external, old, by, by)
                : resolved(
                        DeadLetterSql.REDRIVE_CASCADING,
                        values(dependents, old, ids, parameters, external, old, by, by));
    }

    private static Object[] values(Dependents dependents, Object... first) {
        return Stream.of(first, dependents.owners(), SubmitStore.values(dependents.jobs()))
                .flatMap(Stream::of)
                .toArray();
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

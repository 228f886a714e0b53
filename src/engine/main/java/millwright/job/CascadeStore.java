package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.database.Json;
import millwright.job.Dependency.OnFailure;

/** Owns the SQL that finds the jobs that were cancelled because of dead letters, or because of such a job. */
final class CascadeStore {

    private static final String CANCELLED_BECAUSE_OF =
            """
            (SELECT a.id, a.finished_at FROM millwright.job_archive a
             WHERE a.state = 'CANCELLED' AND (a.history -> -1 -> 'detail' ->> 'dependency') = %s.id::text
               AND a.finished_at >= ?)""";

    // A job is cancelled because of one other, so that none comes twice.
    private static final String FELLED =
            """
            WITH RECURSIVE felled AS (
                SELECT c.id, c.finished_at, l.id AS letter
                  FROM unnest(?::uuid[]) AS l (id) CROSS JOIN LATERAL %1$s AS c
                UNION ALL
                SELECT c.id, c.finished_at, f.letter FROM felled f CROSS JOIN LATERAL %2$s AS c
            )
            SELECT f.letter, a.id, a.definition, a.queue, a.priority, a.parameters, a.submitter, a.correlation_id, a.tags,
                   a.metadata, a.options, (extract(epoch FROM a.deadline - a.created_at) * 1000)::bigint AS total,
                   a.concurrency_key, a.concurrency_slots, a.parent,
                   CASE WHEN a.unique_until = 'FINISHED' THEN a.unique_key END AS unique_key,
                   a.history -> -1 -> 'detail' -> 'depends_on' AS depends_on,
                   (SELECT r.id FROM (SELECT id, created_at FROM millwright.job WHERE retry_of = f.id
                                      UNION ALL
                                      SELECT id, created_at FROM millwright.job_archive WHERE retry_of = f.id) AS r
                     ORDER BY r.created_at DESC, r.id DESC LIMIT 1) AS repeated_by
              FROM (SELECT * FROM felled LIMIT %3$s) AS f
             CROSS JOIN LATERAL (SELECT * FROM millwright.job_archive
                                  WHERE id = f.id AND finished_at = f.finished_at LIMIT 1) AS a
            """
                    .formatted(
                            CANCELLED_BECAUSE_OF.formatted("l"), CANCELLED_BECAUSE_OF.formatted("f"), Cascade.MOST + 1);

    private final Database database;

    CascadeStore(Database database) {
        this.database = database;
    }

    /**
     * A job that was cancelled.
     *
     * @param letter the dead letter because of which, over any number of steps
     * @param repeatedBy the newest job that repeats it
     * @param job as it would be submitted again, but for its id
     */
    record Felled(UUID letter, Optional<UUID> repeatedBy, CheckedJob job) {}

    /** A job before those that were cancelled because of it; one more than {@link Cascade#MOST} at the most. */
    List<Felled> felled(List<UUID> letters) {
        Instant earliest = letters.stream()
                .map(JobStore::earliestEnd)
                .min(Instant::compareTo)
                .orElseThrow();
        return database.list(FELLED, CascadeStore::felled, new SqlArray("uuid", letters), earliest, earliest);
    }

    private static Felled felled(ResultSet row) throws SQLException {
        JsonObject options =
                Optional.ofNullable(Json.object(row.getString("options"))).orElse(JsonValue.EMPTY_JSON_OBJECT);
        CheckedJob job = new CheckedJob(
                row.getObject("id", UUID.class),
                row.getString("definition"),
                row.getString("queue"),
                Priority.ofRank(row.getInt("priority")),
                row.getString("parameters"),
                row.getString("submitter"),
                Optional.ofNullable(row.getString("correlation_id")),
                Json.array(row.getString("tags")).getValuesAs(JsonString::getString),
                Json.object(row.getString("metadata")),
                JobOptions.asked(options),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                JobOptions.startTimeout(options),
                Optional.ofNullable(row.getObject("total", Long.class)).map(Duration::ofMillis),
                dependencies(Json.object(row.getString("depends_on"))),
                // a name for a period is not asked for again: its period began with the first submission
                Optional.ofNullable(row.getString("unique_key")).map(UniqueKey::untilFinished),
                concurrency(row),
                Optional.ofNullable(row.getObject("parent", UUID.class)),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
        return new Felled(
                row.getObject("letter", UUID.class),
                Optional.ofNullable(row.getObject("repeated_by", UUID.class)),
                job);
    }

    private static Optional<ConcurrencyKey> concurrency(ResultSet row) throws SQLException {
        String key = row.getString("concurrency_key");
        return key == null ? Optional.empty() : Optional.of(new ConcurrencyKey(key, row.getInt("concurrency_slots")));
    }

    private static List<Dependency> dependencies(JsonObject policies) {
        return policies.entrySet().stream()
                .map(one -> new Dependency(
                        UUID.fromString(one.getKey()), OnFailure.valueOf(((JsonString) one.getValue()).getString())))
                .toList();
    }
}

package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.database.Json;

/** Owns the table of idempotency keys; a key is taken by the statement that writes its jobs. */
final class KeyStore {

    // The key is taken before any unique key, which would be left without a job else. Without a row the key was taken.
    private static final String SUBMIT =
            """
            WITH keyed AS MATERIALIZED (
                SELECT millwright.take_key(?, ?, ?, ?, ?::uuid[], ?::boolean[], ?::jsonb, interval '24 hours') AS taken
            ), %s, %s, others AS MATERIALIZED (
                SELECT array_agg(asked) AS asked, array_agg(holder) AS holders FROM named WHERE holder <> asked
                HAVING count(*) > 0
            ), noted AS MATERIALIZED (
                SELECT millwright.keep_holders(?, ?, ?, asked, holders) FROM others
            )
            SELECT id, id AS holder FROM written
            UNION ALL
            SELECT asked, holder FROM named WHERE holder <> asked
            UNION ALL
            SELECT NULL, NULL FROM noted
            """
                    .formatted(SubmitStore.unlessKeyed(), CountDelta.ofNew(SubmitStore.counted()));

    private static final String FIND =
            """
            SELECT body_hash, jobs, created, refusals FROM millwright.idempotency_key
             WHERE caller = ? AND route = ? AND key = ? AND expires_at > millwright.clock()
            """;

    private static final String FORGET =
            """
            DELETE FROM millwright.idempotency_key WHERE caller = ? AND route = ? AND key = ?
            """;

    private final Database database;

    KeyStore(Database database) {
        this.database = database;
    }

    /**
     * Writes jobs, no two of them with one unique key, and takes the key with them.
     *
     * @param hoped for each request what it will have led to if all of the jobs are made
     * @return for each request what it has led to; empty when the key was taken, and nothing was written
     */
    Optional<List<Submission>> submit(List<CheckedJob> jobs, IdempotencyKey key, List<Submission> hoped) {
        Map<UUID, UUID> holders = new HashMap<>();
        database.list(
                SUBMIT,
                row -> holders.put(row.getObject("id", UUID.class), row.getObject("holder", UUID.class)),
                Stream.of(taking(key, hoped), SubmitStore.values(jobs), names(key))
                        .flatMap(Stream::of)
                        .toArray());
        return holders.isEmpty()
                ? Optional.empty()
                : Optional.of(hoped.stream().map(each -> found(each, holders)).toList());
    }

    private static Submission found(Submission hoped, Map<UUID, UUID> holders) {
        UUID holder = holders.get(hoped.id());
        return hoped.isRefused() || holder.equals(hoped.id()) ? hoped : Submission.existing(holder);
    }

    private static Object[] names(IdempotencyKey key) {
        return new Object[] {key.caller(), key.route(), key.key()};
    }

    private static Object[] taking(IdempotencyKey key, List<Submission> hoped) {
        List<UUID> jobs = new ArrayList<>();
        List<Boolean> created = new ArrayList<>();
        hoped.forEach(each -> {
            jobs.add(each.id());
            created.add(each.created());
        });
        return new Object[] {
            key.caller(),
            key.route(),
            key.key(),
            key.bodyHash(),
            new SqlArray("uuid", jobs),
            new SqlArray("bool", created),
            refusals(hoped)
        };
    }

    private static String refusals(List<Submission> submissions) {
        var refusals = Json.provider().createObjectBuilder();
        boolean any = false;
        for (int i = 0; i < submissions.size(); i++) {
            if (submissions.get(i).isRefused()) {
                var list = Json.provider().createArrayBuilder();
                submissions
                        .get(i)
                        .violations()
                        .forEach(violation -> list.add(Json.provider()
                                .createObjectBuilder()
                                .add("pointer", violation.pointer())
                                .add("detail", violation.detail())));
                refusals.add(Integer.toString(i), list);
                any = true;
            }
        }
        return any ? refusals.build().toString() : null;
    }

    /** @throws IdempotencyConflictException when the key belongs to another request */
    Optional<List<Submission>> find(IdempotencyKey key) {
        return database.first(FIND, row -> submissions(row, key), names(key));
    }

    void forget(IdempotencyKey key) {
        database.update(FORGET, names(key));
    }

    private static List<Submission> submissions(ResultSet row, IdempotencyKey key) throws SQLException {
        if (!row.getString("body_hash").equals(key.bodyHash())) {
            throw new IdempotencyConflictException(key);
        }
        UUID[] jobs = (UUID[]) row.getArray("jobs").getArray();
        Boolean[] created = (Boolean[]) row.getArray("created").getArray();
        Map<Integer, List<Violation>> refusals = violations(Json.object(row.getString("refusals")));
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < jobs.length; i++) {
            submissions.add(
                    jobs[i] == null
                            ? Submission.refused(refusals.getOrDefault(i, List.of()))
                            : new Submission(jobs[i], created[i], List.of()));
        }
        return submissions;
    }

    private static Map<Integer, List<Violation>> violations(JsonObject refusals) {
        Map<Integer, List<Violation>> violations = new HashMap<>();
        if (refusals != null) {
            refusals.forEach((index, list) -> violations.put(
                    Integer.valueOf(index),
                    list.asJsonArray().stream()
                            .map(JsonValue::asJsonObject)
                            .map(one -> new Violation(one.getString("pointer"), one.getString("detail")))
                            .toList()));
        }
        return violations;
    }
}

package millwright.audit;

import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Json;
import millwright.database.StorableText;

/** Owns {@code millwright.audit_entry} and {@code audit_intent}. */
final class AuditStore {

    private static final int LONGEST = 500;
    private static final int LONGEST_REASON = 1_000;

    private static final String INSERT =
            """
            INSERT INTO millwright.audit_entry
                   (actor, role, address, action, target, status, times, affected, reason, filter, before, after)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb)
            """;

    private static final String BEGIN =
            """
            INSERT INTO millwright.audit_intent (id, actor, role, address, action, target, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    // One statement, so that no death in between leaves both, or neither. The entry is added whether or not the note is
    // still there: should it have become an entry meanwhile, that one says that something was begun, and this what
    // came.
    private static final String END = "WITH noted AS (DELETE FROM millwright.audit_intent WHERE id = ?) " + INSERT;

    private static final String FORGET = "DELETE FROM millwright.audit_intent WHERE id = ?";

    // Whichever node comes first: what another one is just taking is left to it.
    private static final String ADOPT =
            """
            WITH left_behind AS (DELETE FROM millwright.audit_intent WHERE id = ANY (ARRAY(
                SELECT id FROM millwright.audit_intent
                 WHERE at < millwright.clock() - make_interval(secs => ?)
                 ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED))
                RETURNING at, actor, role, address, action, target, reason)
            INSERT INTO millwright.audit_entry (at, actor, role, address, action, target, reason)
            SELECT at, actor, role, address, action, target, reason FROM left_behind
            """;

    // Newest first by the primary key, or by the index of the one column that is asked for.
    private static final String PAGE =
            """
            SELECT id, at, actor, role, address, action, target, status, times, affected, reason,
                   filter::text, before::text, after::text
              FROM millwright.audit_entry
             WHERE (?::bigint IS NULL OR id < ?)
               AND (?::text IS NULL OR actor = ?) AND (?::text IS NULL OR action = ?)
               AND (?::text IS NULL OR target = ?) AND (?::integer IS NULL OR status = ?)
               AND (?::timestamptz IS NULL OR at >= ?) AND (?::timestamptz IS NULL OR at < ?)
             ORDER BY id DESC LIMIT ?
            """;

    // Another node's rows are left to it. The trigger lets those go that are 90 days old (V012).
    private static final String SWEEP =
            """
            DELETE FROM millwright.audit_entry WHERE id = ANY (ARRAY(
                SELECT id FROM millwright.audit_entry
                 WHERE at < millwright.clock() - make_interval(secs => ?)
                 ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED))
            """;

    private final Database database;

    AuditStore(Database database) {
        this.database = database;
    }

    void insert(AuditEntry entry, int times) {
        database.update(INSERT, values(entry, times).toArray());
    }

    void begin(UUID id, AuditEntry intent) {
        database.update(
                BEGIN,
                id,
                text(intent.actor()),
                intent.role(),
                text(intent.address()),
                text(intent.action()),
                text(intent.target()),
                reason(intent));
    }

    void end(UUID id, AuditEntry entry) {
        List<Object> values = new ArrayList<>(List.of(id));
        values.addAll(values(entry, 1));
        database.update(END, values.toArray());
    }

    void forget(UUID id) {
        database.update(FORGET, id);
    }

    /** Makes entries of notes that are older; how many. */
    int adopt(Duration age, int most) {
        return database.update(ADOPT, (double) age.toSeconds(), most);
    }

    private static List<Object> values(AuditEntry entry, int times) {
        return Arrays.asList(
                text(entry.actor()),
                entry.role(),
                text(entry.address()),
                text(entry.action()),
                text(entry.target()),
                entry.status(),
                times,
                entry.affected(),
                reason(entry),
                json(entry.filter()),
                json(entry.before()),
                json(entry.after()));
    }

    private static String reason(AuditEntry entry) {
        return StorableText.of(entry.reason(), LONGEST_REASON);
    }

    private static String text(String text) {
        return StorableText.of(text, LONGEST);
    }

    // an entry that cannot say all is better than none
    private static String json(JsonObject object) {
        return object == null || !Json.isStorable(object) ? null : object.toString();
    }

    List<AuditRecord> page(AuditQuery query, OptionalLong before, int limit) {
        Long last = before.isPresent() ? before.getAsLong() : null;
        return database.list(
                PAGE,
                AuditStore::entry,
                last,
                last,
                value(query.actor()),
                value(query.actor()),
                value(query.action()),
                value(query.action()),
                value(query.target()),
                value(query.target()),
                value(query.status()),
                value(query.status()),
                value(query.from()),
                value(query.from()),
                value(query.to()),
                value(query.to()),
                limit);
    }

    private static Object value(Optional<?> optional) {
        return optional.orElse(null);
    }

    int sweep(Duration keep, int most) {
        return database.update(SWEEP, (double) keep.toSeconds(), most);
    }

    private static AuditRecord entry(ResultSet row) throws SQLException {
        AuditEntry entry = new AuditEntry(
                row.getString("actor"),
                row.getString("role"),
                row.getString("address"),
                row.getString("action"),
                row.getString("target"),
                row.getObject("status", Integer.class),
                row.getObject("affected", Long.class),
                row.getString("reason"),
                Json.object(row.getString("filter")),
                Json.object(row.getString("before")),
                Json.object(row.getString("after")));
        return new AuditRecord(row.getLong("id"), Database.instant(row, "at"), row.getInt("times"), entry);
    }
}

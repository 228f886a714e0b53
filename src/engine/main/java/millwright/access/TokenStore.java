package millwright.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;

/** Owns {@code millwright.api_token}. */
final class TokenStore {

    // Any number of nodes may start on an empty database at once: the unique name lets one of them make it.
    private static final String INSERT_FIRST =
            """
            INSERT INTO millwright.api_token (id, name, hash, role) VALUES (?, ?, ?, 'ADMIN')
            ON CONFLICT DO NOTHING
            """;

    private static final String EXISTS =
            """
            SELECT EXISTS (SELECT FROM millwright.api_token WHERE name = ?)
            """;

    private static final String BY_HASH =
            """
            SELECT id, name, role, queues, definitions,
                   last_used_at IS NULL OR last_used_at < millwright.clock() - interval '1 minute' AS is_due
              FROM millwright.api_token
             WHERE hash = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > millwright.clock())
            """;

    // Looked at again under the row's lock, so that of all requests of a minute one writes.
    private static final String USED =
            """
            UPDATE millwright.api_token SET last_used_at = millwright.clock()
             WHERE id = ? AND (last_used_at IS NULL OR last_used_at < millwright.clock() - interval '1 minute')
            """;

    // Nothing comes back when the name is in use; that of a user raises a unique violation (V011).
    private static final String INSERT =
            """
            INSERT INTO millwright.api_token (id, name, hash, role, queues, definitions, created_by, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            RETURNING *
            """;

    private static final String BY_ID = """
            SELECT * FROM millwright.api_token WHERE id = ?
            """;

    private static final String PAGE =
            """
            SELECT * FROM millwright.api_token
             WHERE ?::uuid IS NULL OR (name, id) > (SELECT name, id FROM millwright.api_token WHERE id = ?)
             ORDER BY name, id LIMIT ?
            """;

    // Two administrators that end each other in the same instant both may: then only the owner of the database can
    // help.
    private static final String REVOKE =
            """
            UPDATE millwright.api_token t SET revoked_at = millwright.clock()
             WHERE id = ? AND revoked_at IS NULL
               AND (t.id NOT IN (SELECT id FROM millwright.administrator)
                    OR EXISTS (SELECT FROM millwright.administrator a WHERE a.id <> t.id))
            """;

    private static final String NOW = """
            SELECT millwright.clock() AS now
            """;

    private final Database database;

    TokenStore(Database database) {
        this.database = database;
    }

    /** Whose this is, and whether its use is to be noted. */
    record Known(UUID id, Caller caller, boolean isDue) {}

    Optional<Known> byHash(byte[] hash) {
        return database.first(
                BY_HASH,
                row -> new Known(row.getObject("id", UUID.class), CallerRow.caller(row), row.getBoolean("is_due")),
                (Object) hash);
    }

    void used(UUID id) {
        database.update(USED, id);
    }

    boolean exists(String name) {
        return database.first(EXISTS, row -> row.getBoolean(1), name).orElseThrow();
    }

    boolean insertFirst(String name, byte[] hash) {
        return database.update(INSERT_FIRST, UUID.randomUUID(), name, hash) == 1;
    }

    /** Empty when a token has the name. */
    Optional<ApiToken> insert(TokenRequest request, byte[] hash) {
        return database.first(
                INSERT,
                TokenStore::token,
                UUID.randomUUID(),
                request.name(),
                hash,
                request.role(),
                CallerRow.array(request.scope().queues()),
                CallerRow.array(request.scope().definitions()),
                request.by(),
                request.expiresAt().orElse(null));
    }

    Optional<ApiToken> find(UUID id) {
        return database.first(BY_ID, TokenStore::token, id);
    }

    List<ApiToken> page(Optional<UUID> after, int limit) {
        return database.list(PAGE, TokenStore::token, after.orElse(null), after.orElse(null), limit);
    }

    boolean revoke(UUID id) {
        return database.update(REVOKE, id) == 1;
    }

    Instant now() {
        return database.first(NOW, row -> Database.instant(row, "now")).orElseThrow();
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        Caller caller = CallerRow.caller(row);
        return new ApiToken(
                row.getObject("id", UUID.class),
                caller.name(),
                caller.role(),
                caller.scope(),
                row.getString("created_by"),
                Database.instant(row, "created_at"),
                Database.instant(row, "expires_at"),
                Database.instant(row, "revoked_at"),
                Database.instant(row, "last_used_at"));
    }
}

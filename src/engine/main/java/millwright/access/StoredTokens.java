package millwright.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.database.Database;

/** {@link Tokens} on the table {@code millwright.api_token}, which it owns. */
public final class StoredTokens implements Tokens {

    /** What every token begins with, so that a leaked one is recognised for what it is. */
    static final String PREFIX = "mw_";

    private static final String ADMINISTRATOR = "admin";
    private static final int LONGEST = 200;

    // Any number of nodes may start on an empty database at once: the unique name lets one of them make it.
    private static final String CREATE =
            """
            INSERT INTO millwright.api_token (id, name, hash, role) VALUES (?, ?, ?, 'ADMIN')
            ON CONFLICT (name) DO NOTHING
            """;

    private static final String EXISTS =
            """
            SELECT EXISTS (SELECT FROM millwright.api_token WHERE name = ?)
            """;

    private static final String BY_HASH =
            """
            SELECT name, role, queues, definitions FROM millwright.api_token
             WHERE hash = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > millwright.clock())
            """;

    private final Database database;

    public StoredTokens(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Caller> authenticate(String token) {
        if (!mayBe(token)) {
            return Optional.empty();
        }
        return database.first(BY_HASH, StoredTokens::caller, (Object) Secret.hash(token));
    }

    /** From columns {@code name}, {@code role}, {@code queues} and {@code definitions}. */
    static Caller caller(ResultSet row) throws SQLException {
        return new Caller(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                new Scope(names(row, "queues"), names(row, "definitions")));
    }

    private static Set<String> names(ResultSet row, String column) throws SQLException {
        return Set.of((String[]) row.getArray(column).getArray());
    }

    /** Whether it looks like one of ours: anything else is not worth a statement. */
    static boolean mayBe(String token) {
        return token.startsWith(PREFIX) && token.length() <= LONGEST;
    }

    boolean hasAdministrator() {
        return database.first(EXISTS, row -> row.getBoolean(1), ADMINISTRATOR).orElseThrow();
    }

    /** A new token that is nobody's yet. */
    String generate() {
        return PREFIX + Secret.random();
    }

    /** Makes {@code token} the administrator's; false when there is one already. */
    boolean createAdministrator(String token) {
        return database.update(CREATE, UUID.randomUUID(), ADMINISTRATOR, Secret.hash(token)) == 1;
    }
}

package millwright.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import millwright.database.Database;

/** {@link Sessions} on the table {@code millwright.console_session}, which it owns. */
public final class StoredSessions implements Sessions {

    private static final int LONGEST = 100;

    // Sweeps in passing: who signs in takes away what has expired, so that no timer is needed for it.
    private static final String OPEN =
            """
            WITH expired AS (DELETE FROM millwright.console_session WHERE expires_at <= millwright.clock()),
                 token AS (SELECT id, name, role, queues, definitions FROM millwright.api_token
                            WHERE hash = ? AND revoked_at IS NULL
                              AND (expires_at IS NULL OR expires_at > millwright.clock())),
                 opened AS (
                INSERT INTO millwright.console_session (hash, token, expires_at)
                SELECT ?, id, millwright.clock() + make_interval(secs => ?) FROM token
                RETURNING expires_at)
            SELECT token.name, token.role, token.queues, token.definitions, opened.expires_at, false AS is_users
              FROM token, opened
            """;

    // Only while the password is the one that was compared, and the user not disabled since.
    private static final String OPEN_USERS =
            """
            WITH expired AS (DELETE FROM millwright.console_session WHERE expires_at <= millwright.clock()),
                 account AS (UPDATE millwright.app_user SET last_signed_in_at = millwright.clock()
                              WHERE id = ? AND password = ? AND disabled_at IS NULL
                             RETURNING id, name, role, queues, definitions),
                 opened AS (
                INSERT INTO millwright.console_session (hash, app_user, expires_at)
                SELECT ?, id, millwright.clock() + make_interval(secs => ?) FROM account
                RETURNING expires_at)
            SELECT account.name, account.role, account.queues, account.definitions, opened.expires_at,
                   true AS is_users
              FROM account, opened
            """;

    private static final String FIND =
            """
            SELECT coalesce(t.name, u.name) AS name, coalesce(t.role, u.role) AS role,
                   coalesce(t.queues, u.queues) AS queues, coalesce(t.definitions, u.definitions) AS definitions,
                   s.expires_at, u.id IS NOT NULL AS is_users
              FROM millwright.console_session s
              LEFT JOIN millwright.api_token t ON t.id = s.token AND t.revoked_at IS NULL
                   AND (t.expires_at IS NULL OR t.expires_at > millwright.clock())
              LEFT JOIN millwright.app_user u ON u.id = s.app_user AND u.disabled_at IS NULL
             WHERE s.hash = ? AND s.expires_at > millwright.clock() AND (t.id IS NOT NULL OR u.id IS NOT NULL)
            """;

    private static final String END =
            """
            DELETE FROM millwright.console_session WHERE hash = ?
            """;

    private final Database database;
    private final AccessConfig config;
    private final StoredUsers users;

    public StoredSessions(Database database, AccessConfig config, StoredUsers users) {
        this.database = database;
        this.config = config;
        this.users = users;
    }

    @Override
    public Optional<Session> open(String token) {
        if (!StoredTokens.mayBe(token)) {
            return Optional.empty();
        }
        String id = Secret.random();
        return database.first(OPEN, row -> session(id, row), Secret.hash(token), Secret.hash(id), lifetime());
    }

    @Override
    public Optional<Session> open(String user, String password, String address) {
        String id = Secret.random();
        return users.recognised(user, password, address)
                .flatMap(known -> database.first(
                        OPEN_USERS,
                        row -> session(id, row),
                        known.id(),
                        known.password(),
                        Secret.hash(id),
                        lifetime()));
    }

    private Object lifetime() {
        return (double) config.sessionLifetime().toSeconds();
    }

    @Override
    public Optional<Session> find(String id) {
        if (id.length() > LONGEST) {
            return Optional.empty();
        }
        return database.first(FIND, row -> session(id, row), (Object) Secret.hash(id));
    }

    private static Session session(String id, ResultSet row) throws SQLException {
        return new Session(id, CallerRow.caller(row), Database.instant(row, "expires_at"), row.getBoolean("is_users"));
    }

    @Override
    public void end(String id) {
        database.update(END, (Object) Secret.hash(id));
    }
}

package millwright.access;

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
            SELECT token.name, token.role, token.queues, token.definitions, opened.expires_at FROM token, opened
            """;

    private static final String FIND =
            """
            SELECT t.name, t.role, t.queues, t.definitions, s.expires_at
              FROM millwright.console_session s
              JOIN millwright.api_token t ON t.id = s.token
             WHERE s.hash = ? AND s.expires_at > millwright.clock()
               AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > millwright.clock())
            """;

    private static final String END =
            """
            DELETE FROM millwright.console_session WHERE hash = ?
            """;

    private final Database database;
    private final AccessConfig config;

    public StoredSessions(Database database, AccessConfig config) {
        this.database = database;
        this.config = config;
    }

    @Override
    public Optional<Session> open(String token) {
        if (!StoredTokens.mayBe(token)) {
            return Optional.empty();
        }
        String id = Secret.random();
        return database.first(
                OPEN,
                row -> new Session(id, StoredTokens.caller(row), Database.instant(row, "expires_at")),
                Secret.hash(token),
                Secret.hash(id),
                (double) config.sessionLifetime().toSeconds());
    }

    @Override
    public Optional<Session> find(String id) {
        if (id.length() > LONGEST) {
            return Optional.empty();
        }
        return database.first(
                FIND, row -> new Session(id, StoredTokens.caller(row), Database.instant(row, "expires_at")), (Object)
                        Secret.hash(id));
    }

    @Override
    public void end(String id) {
        database.update(END, (Object) Secret.hash(id));
    }
}

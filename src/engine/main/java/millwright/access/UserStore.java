package millwright.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;

/** Owns {@code millwright.app_user}. */
final class UserStore {

    // Nothing comes back when a user has the name; that of a token raises a unique violation (V011).
    private static final String INSERT =
            """
            INSERT INTO millwright.app_user (id, name, role, queues, definitions, password, created_by)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            RETURNING *
            """;

    private static final String BY_NAME =
            """
            SELECT * FROM millwright.app_user WHERE name = ?
            """;

    private static final String PAGE =
            """
            SELECT * FROM millwright.app_user WHERE name > ? ORDER BY name LIMIT ?
            """;

    private static final String PASSWORD =
            """
            SELECT id, password FROM millwright.app_user WHERE name = ? AND disabled_at IS NULL
            """;

    // One who is an administrator stays one, unless there is another. Sessions end with a new password and when the
    // user
    // is disabled; they know role and scope by the row.
    private static final String CHANGE =
            """
            WITH asked AS (
                SELECT ?::text AS role, ?::text[] AS queues, ?::text[] AS definitions, ?::text AS password,
                       ?::boolean AS enabled
            ), changed AS (
                UPDATE millwright.app_user u
                   SET role = coalesce(a.role, u.role),
                       queues = coalesce(a.queues, u.queues),
                       definitions = coalesce(a.definitions, u.definitions),
                       password = coalesce(a.password, u.password),
                       password_changed_at = CASE WHEN a.password IS NULL THEN u.password_changed_at
                                                  ELSE millwright.clock() END,
                       disabled_at = CASE a.enabled WHEN true THEN NULL
                                                    WHEN false THEN coalesce(u.disabled_at, millwright.clock())
                                                    ELSE u.disabled_at END
                  FROM asked a
                 WHERE u.name = ?
                   AND (u.id NOT IN (SELECT id FROM millwright.administrator)
                        OR EXISTS (SELECT FROM millwright.administrator other WHERE other.id <> u.id)
                        OR (coalesce(a.role, u.role) = 'ADMIN' AND coalesce(a.queues, u.queues) = '{}'
                            AND coalesce(a.definitions, u.definitions) = '{}' AND coalesce(a.enabled, true)))
                RETURNING u.*
            ), ended AS (
                DELETE FROM millwright.console_session s USING changed c, asked a
                 WHERE s.app_user = c.id AND (a.password IS NOT NULL OR c.disabled_at IS NOT NULL)
            )
            SELECT * FROM changed
            """;

    // Only while the password is the one that was compared.
    private static final String OWN_PASSWORD =
            """
            WITH changed AS (
                UPDATE millwright.app_user SET password = ?, password_changed_at = millwright.clock()
                 WHERE id = ? AND password = ?
                RETURNING id
            ), ended AS (
                DELETE FROM millwright.console_session s USING changed c WHERE s.app_user = c.id AND s.hash <> ?
            )
            SELECT count(*) FROM changed
            """;

    private final Database database;

    UserStore(Database database) {
        this.database = database;
    }

    /** A user's id with its stored password. */
    record Known(UUID id, String password) {}

    /** Empty when a user has the name. */
    Optional<User> insert(UserRequest request, String password) {
        return database.first(
                INSERT,
                UserStore::user,
                UUID.randomUUID(),
                request.name(),
                request.role(),
                CallerRow.array(request.scope().queues()),
                CallerRow.array(request.scope().definitions()),
                password,
                request.by());
    }

    Optional<User> find(String name) {
        return database.first(BY_NAME, UserStore::user, name);
    }

    List<User> page(String after, int limit) {
        return database.list(PAGE, UserStore::user, after, limit);
    }

    /** Empty when there is none, or it is disabled. */
    Optional<Known> password(String name) {
        return database.first(
                PASSWORD, row -> new Known(row.getObject("id", UUID.class), row.getString("password")), name);
    }

    /** Empty when there is none, or it is the last administrator. */
    Optional<User> change(String name, UserChange change, Optional<String> password) {
        return database.first(
                CHANGE,
                UserStore::user,
                change.role().map(Role::name).orElse(null),
                array(change.queues().map(CallerRow::array)),
                array(change.definitions().map(CallerRow::array)),
                password.orElse(null),
                change.enabled().orElse(null),
                name);
    }

    private static SqlArray array(Optional<SqlArray> array) {
        return array.orElse(null);
    }

    boolean changePassword(Known user, String password, byte[] session) {
        return database.first(OWN_PASSWORD, row -> row.getLong(1), password, user.id(), user.password(), session)
                        .orElse(0L)
                == 1;
    }

    private static User user(ResultSet row) throws SQLException {
        Caller caller = CallerRow.caller(row);
        return new User(
                caller.name(),
                caller.role(),
                caller.scope(),
                row.getString("created_by"),
                Database.instant(row, "created_at"),
                Database.instant(row, "password_changed_at"),
                Database.instant(row, "last_signed_in_at"),
                Database.instant(row, "disabled_at"));
    }
}

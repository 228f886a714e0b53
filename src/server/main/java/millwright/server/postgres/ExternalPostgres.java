package millwright.server.postgres;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import millwright.server.console.StartFailure;

/** A PostgreSQL that others run: looked at once before anything is started on it. */
public final class ExternalPostgres {
    private static final int OLDEST = 15;
    private static final int NEWEST_TRIED = 18;

    private ExternalPostgres() {}

    /**
     * The version it reports.
     *
     * @throws StartFailure if it cannot be reached, lets nobody in, is too old, or is a standby
     */
    public static String check(Database database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        """
                        SELECT current_setting('server_version_num')::int / 10000,
                               current_setting('server_version'),
                               pg_is_in_recovery()
                        """)) {
            row.next();
            return judged(database, row.getInt(1), row.getString(2), row.getBoolean(3));
        } catch (SQLException e) {
            throw new StartFailure(explanation(database, e), e);
        }
    }

    /** The version as people may see it, if the server can be used. */
    static String judged(Database database, int major, String version, boolean standby) {
        if (major < OLDEST) {
            throw new StartFailure("PostgreSQL at " + database.address() + " is version " + version
                    + ", too old: Millwright needs 15 to 18; upgrade it or name another one in DATABASE_URL");
        }
        if (standby) {
            throw new StartFailure(
                    "PostgreSQL at " + database.address()
                            + " is a standby and takes no writes: name the primary in DATABASE_URL, or add ?target_session_attrs=primary");
        }
        return major > NEWEST_TRIED ? version + " (newer than 18, the newest Millwright was tried on)" : version;
    }

    private static String explanation(Database database, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String reason = failure.getCause() instanceof UnknownHostException unknown
                ? "no host of the name '" + unknown.getMessage() + "' is known"
                : StartFailure.reason(failure);
        if (state.startsWith("28")) {
            return "PostgreSQL at " + database.address() + " lets user '" + database.user() + "' not in: " + reason
                    + "; check user and password in DATABASE_URL";
        }
        if (state.equals("3D000")) {
            return "PostgreSQL at " + database.address() + " has no such database: " + reason
                    + "; create it or correct DATABASE_URL";
        }
        return "PostgreSQL at " + database.address() + " cannot be used: " + reason
                + "; check that it runs and that host, port and parameters in DATABASE_URL are right";
    }
}

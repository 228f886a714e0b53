package millwright.database;

import java.util.List;
import java.util.Optional;
import millwright.config.Key;
import millwright.config.SettingException;
import millwright.config.Settings;

/**
 * Where the database is and who migrates it.
 *
 * @param datasource the JNDI name of the datasource
 * @param migrate whether this node brings the schema up to date or only checks it
 * @param directUrl where to listen for messages when not through the datasource; may hold a password
 */
public record DatabaseConfig(String datasource, Migrate migrate, Optional<String> directUrl) {

    private static final String POSTGRESQL_URL = "jdbc:postgresql:";

    private static final Key DATASOURCE = new Key(
            "millwright.database.datasource",
            "jdbc/millwright",
            "JNDI name of the datasource the server keeps its jobs in");
    private static final Key MIGRATE = new Key(
            "millwright.database.migrate",
            "apply",
            "`apply` brings the schema up to date at start; `validate` only checks it, for a role without DDL rights");

    private static final Key DIRECT_URL = new Key(
            "millwright.database.direct-url",
            "",
            "JDBC URL, with user and password, of the same database round a pooler in transaction mode, for the one"
                    + " connection that listens for messages; needed only behind such a pooler");

    public static final List<Key> KEYS = List.of(DATASOURCE, MIGRATE, DIRECT_URL);

    public enum Migrate {
        APPLY,
        VALIDATE
    }

    public static DatabaseConfig from(Settings settings) {
        return new DatabaseConfig(
                settings.text(DATASOURCE), settings.choice(MIGRATE, Migrate.class), directUrl(settings));
    }

    private static Optional<String> directUrl(Settings settings) {
        String url = settings.text(DIRECT_URL);
        if (!url.isEmpty() && !url.startsWith(POSTGRESQL_URL)) {
            // not said whole: it may hold a password
            throw new SettingException(DIRECT_URL.name() + " begins with '"
                    + url.substring(0, Math.max(0, Math.min(url.indexOf(':') + 1, POSTGRESQL_URL.length())))
                    + "', expected '" + POSTGRESQL_URL + "//host:port/database?user=...&password=...'");
        }
        return Optional.of(url).filter(text -> !text.isEmpty());
    }
}

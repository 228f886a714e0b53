package millwright.database;

import java.util.List;
import millwright.config.Key;
import millwright.config.Settings;

/**
 * Where the database is and who migrates it.
 *
 * @param datasource the JNDI name of the datasource
 * @param migrate whether this node brings the schema up to date or only checks it
 */
public record DatabaseConfig(String datasource, Migrate migrate) {

    private static final Key DATASOURCE = new Key(
            "millwright.database.datasource",
            "jdbc/millwright",
            "JNDI name of the datasource the server keeps its jobs in");
    private static final Key MIGRATE = new Key(
            "millwright.database.migrate",
            "apply",
            "`apply` brings the schema up to date at start; `validate` only checks it, for a role without DDL rights");

    public static final List<Key> KEYS = List.of(DATASOURCE, MIGRATE);

    public enum Migrate {
        APPLY,
        VALIDATE
    }

    public static DatabaseConfig from(Settings settings) {
        return new DatabaseConfig(settings.text(DATASOURCE), settings.choice(MIGRATE, Migrate.class));
    }
}

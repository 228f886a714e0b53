package millwright.database;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the schema {@code millwright} up to date, or refuses to start on one that does not fit (D1, D2). */
public final class Migrations {

    private static final Logger LOG = Logger.getLogger(Migrations.class.getName());
    private static final int OLDEST = 15;

    private static final String SERVER =
            """
            SELECT current_setting('server_version_num')::integer / 10000 AS major,
                   current_setting('server_version') AS version,
                   current_setting('default_transaction_isolation') AS isolation,
                   current_setting('default_transaction_read_only') AS read_only,
                   current_setting('synchronous_commit') AS synchronous_commit
            """;

    private final Database database;
    private final DatabaseConfig config;

    public Migrations(Database database, DatabaseConfig config) {
        this.database = database;
        this.config = config;
    }

    /** @throws IllegalStateException with one line for the operator when this node cannot work on this database */
    public void run() {
        checkServer();
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.dataSource())
                .locations("classpath:millwright/migrations")
                .schemas("millwright")
                .defaultSchema("millwright")
                .table("schema_history")
                // a schema with migrations this node does not have belongs to a newer node
                .ignoreMigrationPatterns(new String[0])
                .load();
        try {
            if (config.migrate() == DatabaseConfig.Migrate.VALIDATE) {
                flyway.validate();
            } else {
                int applied = flyway.migrate().migrationsExecuted;
                LOG.log(Level.INFO, "Schema millwright is up to date, {0} migrations applied", applied);
            }
        } catch (FlywayValidateException e) {
            throw new IllegalStateException(
                    "the schema millwright does not fit this version of Millwright: " + firstLine(e), e);
        } catch (FlywayException e) {
            throw new IllegalStateException("the schema millwright cannot be migrated: " + firstLine(e), e);
        }
    }

    private record Server(int major, String version, String isolation, boolean readOnly, String synchronousCommit) {}

    private void checkServer() {
        Server server = database.first(
                        SERVER,
                        row -> new Server(
                                row.getInt("major"),
                                row.getString("version"),
                                row.getString("isolation"),
                                row.getString("read_only").equals("on"),
                                row.getString("synchronous_commit")))
                .orElseThrow();
        if (server.major() < OLDEST) {
            throw new IllegalStateException(
                    "PostgreSQL " + server.version() + " is too old: Millwright needs 15 to 18");
        }
        if (!server.isolation().equals("read committed")) {
            throw new IllegalStateException("default_transaction_isolation is '" + server.isolation()
                    + "': Millwright needs 'read committed', set it for the role or the database");
        }
        if (server.synchronousCommit().equals("off")) {
            LOG.warning("synchronous_commit is off: jobs already accepted are lost if PostgreSQL crashes");
        }
        if (server.readOnly()) {
            throw new IllegalStateException("the database is read-only: Millwright needs the primary server");
        }
    }

    private static String firstLine(Exception e) {
        return e.getMessage()
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }
}

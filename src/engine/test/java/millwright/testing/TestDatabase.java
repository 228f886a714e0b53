package millwright.testing;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import millwright.config.Settings;
import millwright.database.Database;
import millwright.database.Database.RowMapper;
import millwright.database.DatabaseConfig;
import millwright.database.Migrations;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of a test's own on the run's server: a copy of a migrated one, which takes some 50 ms. */
public final class TestDatabase implements AutoCloseable {

    private static final String TEMPLATE = "millwright_template";

    /** Held against every statement of every test, and not in the product, where it would cost each of them. */
    private static final String SOUND_JOBS =
            """
            ALTER TABLE millwright.job ADD CONSTRAINT job_is_sound CHECK (
                state IN ('BLOCKED', 'SCHEDULED', 'QUEUED', 'RUNNING', 'RETRYING', 'STOPPED', 'FAILED')
                AND (state = 'RUNNING') = (node IS NOT NULL)
                AND (state = 'FAILED') = (finished_at IS NOT NULL)
                AND (state <> 'BLOCKED' OR waits_for > 0)
                AND (state NOT IN ('SCHEDULED', 'RETRYING') OR run_at IS NOT NULL)
                AND priority BETWEEN 0 AND 3
                AND (control IS NULL OR control IN ('STOP', 'CANCEL'))
                AND (concurrency_key IS NULL) = (concurrency_slots IS NULL)
                AND (unique_key IS NULL) = (unique_until IS NULL))
            """;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static boolean templateMade;

    private final String name;
    private final TestPool pool;
    private final Database database;

    private TestDatabase(String name) {
        this.name = name;
        this.pool = new TestPool(dataSource(name));
        this.database = new Database(pool);
        // the driver logs each session a test ends on purpose
        Logger.getLogger("org.postgresql").setLevel(Level.OFF);
    }

    /** With the schema, and no rows. */
    public static TestDatabase migrated() {
        makeTemplate();
        return create(" TEMPLATE " + TEMPLATE);
    }

    /** With nothing in it. */
    public static TestDatabase empty() {
        return create("");
    }

    private static TestDatabase create(String template) {
        String name = "test_" + NUMBER.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name + template);
        return new TestDatabase(name);
    }

    private static synchronized void makeTemplate() {
        if (templateMade) {
            return;
        }
        execute("postgres", "CREATE DATABASE " + TEMPLATE);
        DatabaseConfig config = DatabaseConfig.from(new Settings(key -> Optional.empty()));
        new Migrations(new Database(dataSource(TEMPLATE)), config).run();
        execute(TEMPLATE, SOUND_JOBS);
        templateMade = true;
    }

    /** Pooled connections that commit by themselves. */
    public DataSource dataSource() {
        return pool;
    }

    public Database database() {
        return database;
    }

    /** A session of its own, for locks and open transactions; the test closes it. */
    public Connection connect() throws SQLException {
        return dataSource(name).getConnection();
    }

    /** A statement as an operator might type it. */
    public int sql(String sql, Object... parameters) {
        return database.update(sql, parameters);
    }

    public <R> List<R> list(String sql, RowMapper<R> mapper, Object... parameters) {
        return database.list(sql, mapper, parameters);
    }

    public long number(String sql, Object... parameters) {
        return database.first(sql, row -> row.getLong(1), parameters).orElseThrow();
    }

    public String text(String sql, Object... parameters) {
        return database.first(sql, row -> Optional.ofNullable(row.getString(1)), parameters)
                .orElseThrow()
                .orElse(null);
    }

    public boolean isTrue(String sql, Object... parameters) {
        return database.first(sql, row -> row.getBoolean(1), parameters).orElseThrow();
    }

    /** From here on the pool gives new sessions. */
    public void endIdleSessions() throws IOException {
        pool.endIdle();
    }

    private static DataSource dataSource(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {PostgresServer.port()});
        source.setDatabaseName(database);
        source.setUser("postgres");
        return source;
    }

    private static void execute(String database, String sql) {
        try (Connection connection = dataSource(database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Ends its connections; the database itself goes with the server. */
    @Override
    public void close() throws IOException {
        pool.close();
    }
}

package millwright.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The sample's table from outside: holds up its import after so many losses, and counts what is in it. The import takes
 * well under a second; held by a lock, it can be killed at a known moment without any delay in product or sample.
 */
final class LossTable implements AutoCloseable {

    private static final String USER = "millwright";
    private static final String DATABASE = "millwright";

    // Fires when a chunk inserts a loss, and waits once the import of that job has committed enough chunks.
    private static final String FUNCTION =
            """
            CREATE OR REPLACE FUNCTION samples.hold_up() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT FROM millwright.job_instance i
                             JOIN millwright.job_execution x ON x.job_instance_id = i.id
                             JOIN millwright.step_execution s ON s.job_execution_id = x.id
                            WHERE i.job_id = NEW.job_id AND s.commit_count >= %d) THEN
                    PERFORM pg_advisory_xact_lock_shared(4711);
                END IF;
                RETURN NULL;
            END $$;
            DROP TRIGGER IF EXISTS hold_up ON samples.loss_event;
            """;

    private static final String BEFORE_CHECKPOINT =
            """
            CREATE TRIGGER hold_up AFTER INSERT ON samples.loss_event
                FOR EACH ROW EXECUTE FUNCTION samples.hold_up()
            """;

    // Deferred: fires within COMMIT, when losses and checkpoint are written and the client waits for the answer.
    private static final String WITHIN_COMMIT =
            """
            CREATE CONSTRAINT TRIGGER hold_up AFTER INSERT ON samples.loss_event
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION samples.hold_up()
            """;

    private final Connection connection;

    LossTable(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
    }

    /** Where the PostgreSQL of a server with this data folder listens. */
    static int embeddedPort(Path data) throws IOException {
        Path postmaster = data.resolve("postgres").resolve("postmaster.pid");
        return Integer.parseInt(Files.readAllLines(postmaster).get(3));
    }

    /** Of the PostgreSQL that a server with this data folder runs. */
    static LossTable embedded(Path data) throws SQLException, IOException {
        String password = Files.readString(data.resolve("postgres.password")).strip();
        int port = embeddedPort(data);
        return new LossTable(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE + "?user=" + USER + "&password=" + password);
    }

    /** From here on an import that has committed {@code chunks} chunks waits as it inserts the next loss. */
    void holdUpAfter(int chunks) throws SQLException {
        execute("SELECT pg_advisory_lock(4711)");
        execute(FUNCTION.formatted(chunks) + BEFORE_CHECKPOINT);
    }

    /** The same, but the chunk after them waits within its commit, its checkpoint written. */
    void holdUpWithinCommitAfter(int chunks) throws SQLException {
        execute("SELECT pg_advisory_lock(4711)");
        execute(FUNCTION.formatted(chunks + 1) + WITHIN_COMMIT);
    }

    /** Whether an import waits now. */
    boolean isHoldingUp() {
        return number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") > 0;
    }

    void release() throws SQLException {
        execute("SELECT pg_advisory_unlock_all()");
    }

    long number(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    String text(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

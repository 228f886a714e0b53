package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 4 with the settings that nobody has touched: within 20 s. */
class MovesOnIT {

    private static final int JOBS = 2_000;
    private static final Duration PROMISED = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private RestartablePostgres postgres;

    @Test
    void theWorkOfADeadNodeAndOfAFrozenOneMovesOnWithinTwentySeconds(@TempDir Path folder)
            throws IOException, SQLException {
        postgres = new RestartablePostgres(folder.resolve("postgres"));
        try (Cluster cluster = new Cluster(folder, MarkJobs.jar(folder), postgres.url(), Map.of())) {
            sql("CREATE SCHEMA fire");
            sql("CREATE TABLE fire.mark (number integer, job uuid, attempt integer, PRIMARY KEY (job, attempt))");
            cluster.start(3);
            Cluster.Node survivor = cluster.node(0);
            assertEquals(
                    201,
                    survivor.api()
                            .post("/jobs", "{\"definition\": \"flood\", \"parameters\": {\"jobs\": " + JOBS + "}}")
                            .statusCode());
            Await.until(
                    "each node runs some",
                    LONGEST,
                    () -> count("SELECT count(DISTINCT node) FROM millwright.job"
                                    + " WHERE definition = 'mark' AND state = 'RUNNING'")
                            == 3);
            cluster.node(1).process().signal("STOP");
            cluster.node(2).process().signal("KILL");
            Await.until(
                    "all of their jobs have run elsewhere",
                    PROMISED,
                    () -> count("SELECT count(*) FROM millwright.job_archive"
                                    + " WHERE definition = 'mark' AND state = 'COMPLETED'")
                            == JOBS);
            cluster.node(1).process().signal("CONT");
            Await.until(
                    "the woken node goes on under a new incarnation",
                    LONGEST,
                    () -> count("SELECT count(*) FROM millwright.node WHERE alive") == 2);
        } finally {
            postgres.close();
        }
    }

    private long count(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl());
    }
}

package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A partitioned and a split job whose server is killed by SIGKILL in their middle go on by themselves: partitions and
 * flows that were complete are not run again, those that had not begun are not forgotten, and each item is there once.
 */
class KilledPartitionsIT {

    /** So that the test need not wait out 15 s for the dead node to be noticed. */
    private static final Map<String, String> QUICK_TO_NOTICE =
            Map.of("MILLWRIGHT_NODE_HEARTBEAT", "PT0.5S", "MILLWRIGHT_NODE_DEAD_AFTER", "PT3S");

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    // Two partitions and one flow come to such a number, and wait there for whoever holds the lock.
    private static final String HOLD_UP =
            """
            CREATE FUNCTION range.hold_up() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock_shared(4712);
                RETURN NULL;
            END $$;
            CREATE TRIGGER hold_up AFTER INSERT ON range.item
                FOR EACH ROW WHEN (NEW.number > 1000 AND NEW.number % 1000 = 500) EXECUTE FUNCTION range.hold_up();
            SELECT pg_advisory_lock(4712);
            """;

    private static final String WAITING =
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = 4712";

    private static final String PARTITIONS =
            """
            SELECT string_agg(statuses, ', ' ORDER BY partition_id)
              FROM (SELECT partition_id,
                           partition_id || ' ' || string_agg(batch_status, ' ' ORDER BY id) AS statuses
                      FROM millwright.partition_execution GROUP BY partition_id) AS partition
            """;

    private static final String STEPS =
            """
            SELECT string_agg(statuses, ', ' ORDER BY step_name)
              FROM (SELECT step_name, step_name || ' ' || string_agg(batch_status, ' ' ORDER BY id) AS statuses
                      FROM millwright.step_execution GROUP BY step_name) AS step
            """;

    @Test
    void whatWasCompleteIsNotRunAgainAndTheRestGoesOn(@TempDir(cleanup = CleanupMode.ALWAYS) Path folder)
            throws SQLException, IOException {
        Path data = folder.resolve("data");
        Path jobs = RangeJobs.folder(folder);
        String[] killed = killInTheMiddle(folder, data, jobs);

        int port = Millwright.freePort();
        try (Millwright again = serve(folder, port, data, jobs)) {
            Api api = new Api(port, data).awaitReady(again);
            for (String job : killed) {
                JsonObject over = api.awaitOver(job, LONG_ENOUGH);
                assertEquals("COMPLETED", over.getString("state"), over::toString);
                assertEquals(2, over.getJsonArray("attempts").size(), over::toString);
            }
            try (Connection database = connect(data)) {
                assertAll(
                        () -> assertEquals("4000 4000", itemsOf(database, "spread")),
                        () -> assertEquals("3000 3000", itemsOf(database, "side-by-side")),
                        () -> assertEquals(
                                "0 COMPLETED, 1 FAILED COMPLETED, 2 FAILED COMPLETED, 3 COMPLETED",
                                text(database, PARTITIONS)),
                        () -> assertEquals(
                                "after COMPLETED, first COMPLETED, ranges FAILED COMPLETED, second FAILED COMPLETED",
                                text(database, STEPS)));
            }
        }
    }

    private static String[] killInTheMiddle(Path folder, Path data, Path jobs) throws SQLException, IOException {
        int port = Millwright.freePort();
        try (Millwright server = serve(folder, port, data, jobs)) {
            Api api = new Api(port, data).awaitReady(server);
            try (Connection database = connect(data)) {
                execute(database, RangeJobs.TABLE);
                execute(database, HOLD_UP);
                String[] submitted = {submit(api, "spread"), submit(api, "side-by-side")};
                Await.until(
                        "two partitions and a flow wait in their fifth chunk, and the other flow is complete",
                        Duration.ofSeconds(30),
                        () -> text(database, WAITING).equals("3")
                                && itemsOf(database, "side-by-side").equals("1400 1400")
                                && text(database, STEPS).contains("first COMPLETED"));
                server.signal("KILL");
                assertEquals(137, server.exitCode());
                assertEquals("1800 1800", itemsOf(database, "spread"), "one partition and two times four chunks");
                execute(database, "SELECT pg_advisory_unlock_all()");
                return submitted;
            }
        }
    }

    private static Millwright serve(Path folder, int port, Path data, Path jobs) {
        return Millwright.run(
                folder, QUICK_TO_NOTICE, "serve", "--port", "" + port, "--data", "" + data, "--jobs", "" + jobs);
    }

    private static String submit(Api api, String definition) {
        HttpResponse<String> submitted = api.post("/jobs", "{\"definition\": \"" + definition + "\"}");
        assertEquals(201, submitted.statusCode(), submitted::body);
        return Api.json(submitted.body()).getString("id");
    }

    private static Connection connect(Path data) throws SQLException, IOException {
        String password = Files.readString(data.resolve("postgres.password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + LossTable.embeddedPort(data) + "/millwright", "millwright", password);
    }

    /** How many rows there are, and how many different numbers. */
    private static String itemsOf(Connection database, String job) {
        return text(
                database, "SELECT count(*) || ' ' || count(DISTINCT number) FROM range.item WHERE job = '" + job + "'");
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection database, String query) {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }
}

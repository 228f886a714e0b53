package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** The EAR on Payara Server full, put there by the README's commands, {@code config/full-server.asadmin} among them. */
@Tag("full-server")
class FullServerIT {

    private static final int MANY = 3_000_000;

    @TempDir
    private static Path folder;

    private static ExternalPostgres postgres;
    private static FullServer server;

    @BeforeAll
    static void setUpAsTheReadmeSays() throws IOException, URISyntaxException {
        postgres = new ExternalPostgres();
        server = new FullServer(
                folder.resolve("domains"),
                Map.of(
                        "PGHOST", "127.0.0.1",
                        "PGPORT", "" + postgres.port(),
                        "PGDATABASE", "postgres",
                        "PGUSER", "postgres",
                        "PGPASSWORD", "postgres"));
        Path driver = Path.of(
                Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> commands = Readme.block("full-server").stream()
                .filter(line -> line.startsWith("asadmin "))
                .toList();
        assertTrue(
                commands.stream().anyMatch(line -> line.endsWith(" " + driver.getFileName())),
                () -> "the README names another driver than " + driver.getFileName());
        for (String command : commands) {
            server.asadmin(command.replace("" + driver.getFileName(), "" + driver)
                    .substring("asadmin ".length())
                    .split(" "));
        }
    }

    @AfterAll
    static void leaveNothingRunning() {
        try {
            if (server != null) {
                server.close();
                assertFalse(server.isRunning(), "the domain still runs");
            }
        } finally {
            if (postgres != null) {
                postgres.close();
            }
        }
    }

    @Test
    void runsTheSampleJobAndGoesOnWithOneAfterARedeployment() throws SQLException, IOException {
        Path token = server.folder().resolve("config").resolve("millwright-admin-token");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(token)));
        Api api = new Api("http://127.0.0.1:" + server.port(), token);
        assertAll(
                () -> assertEquals(200, api.statusOf("/health/ready").orElseThrow()),
                () -> assertEquals(200, api.statusOf("/console/").orElseThrow()),
                () -> assertEquals(403, api.statusOf("/openapi").orElseThrow(), "open to anyone"),
                () -> assertEquals(403, api.statusOf("/metrics").orElseThrow(), "open to anyone"));
        try (LossTable table = new LossTable(postgres.jdbcUrl())) {
            JsonObject job = api.awaitOver(api.submit("{\"year\": 2001}"), Duration.ofMinutes(1));
            SampleJob.assertCompletedWithEveryLossOnce(job, table);
            assertEquals(
                    "143574600.00",
                    job.getJsonObject("result").getJsonNumber("capital").toString());

            Path file = LargeLossFile.write(folder.resolve("large.csv"), MANY);
            String large = api.submit("{\"file\": \"" + file + "\"}");
            Await.until(
                    "the import is on its way",
                    Duration.ofMinutes(1),
                    () -> table.number("SELECT count(*) FROM samples.loss_event WHERE job_id = '" + large + "'") > 0);
            assertTrue(server.threads().stream().anyMatch(FullServerIT::isOurs), "the engine's threads have names");

            server.asadmin("undeploy", "millwright");
            assertAll(
                    () -> assertEquals(
                            "QUEUED", table.text("SELECT state FROM millwright.job WHERE id = '" + large + "'")),
                    () -> assertEquals(0, table.number("SELECT count(*) FROM millwright.node WHERE alive")),
                    () -> assertEquals(
                            List.of(),
                            server.threads().stream()
                                    .filter(FullServerIT::isOurs)
                                    .toList(),
                            "threads are left behind"));

            server.asadmin("deploy", "--name=millwright", System.getProperty("millwright.ear"));
            JsonObject goneOn = api.awaitOver(large, Duration.ofMinutes(6));
            assertEquals("COMPLETED", goneOn.getString("state"), goneOn::toString);
            assertEquals(2, goneOn.getJsonArray("attempts").size(), goneOn::toString);
            assertEquals(
                    "RELEASED", goneOn.getJsonArray("attempts").getJsonObject(0).getString("outcome"));
            assertEquals(
                    MANY / 50,
                    table.number("SELECT count(*) FROM samples.loss_event WHERE job_id = '" + large + "'"),
                    "each loss once");
        }
    }

    private static boolean isOurs(String thread) {
        return thread.startsWith("millwright") || thread.contains("ManagedThreadFactory");
    }
}

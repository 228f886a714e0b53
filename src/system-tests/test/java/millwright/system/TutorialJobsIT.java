package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
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
import org.junit.jupiter.api.io.TempDir;

/** Batch jobs of other people run unchanged: their own listeners, readers, JPA writers and partition mapper. */
class TutorialJobsIT {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    private static final String LOGGED =
            """
            SELECT string_agg(message, ', ' ORDER BY seq) FROM millwright.job_log WHERE logger = 'tutorial.WebServerLog'
            """;

    private static final String PARTITIONS =
            """
            SELECT string_agg(partition_id || ' ' || batch_status || ' ' || write_count, ', ' ORDER BY partition_id)
              FROM millwright.partition_execution
            """;

    private static final String KEPT =
            """
            SELECT (SELECT count(*) FROM callrecord) || ' calls, ' || (SELECT sum(amount)::numeric(9, 2) FROM phonebill)
            """;

    @TempDir
    private Path folder;

    @Test
    void theyRunAsTheyAre() throws SQLException, IOException {
        Path data = folder.resolve("data");
        int port = Millwright.freePort();
        try (Millwright server = Millwright.run(
                folder,
                Map.of(),
                "serve",
                "--port",
                "" + port,
                "--data",
                "" + data,
                "--jobs",
                "" + TutorialJobs.folder(folder))) {
            Api api = new Api(port, data).awaitReady(server);
            assertCompleted(run(api, "webserverlog"), server);
            assertCompleted(run(api, "phonebilling"), server);
            int tablets = TutorialJobs.LINES / 4;
            try (Connection database = embedded(data)) {
                // what is logged is written once a second, also when the job is over sooner
                Await.until("the last line is kept", LONG_ENOUGH, () -> hasLoggedItsEnd(database));
                assertAll(
                        () -> assertEquals(
                                tablets / 2 + " of " + tablets, Files.readString(folder.resolve("result1.txt"))),
                        () -> assertEquals(
                                "The job webserverlog is starting, Processed 100, Processed 200,"
                                        + " The job has finished: COMPLETED",
                                text(database, LOGGED)),
                        () -> assertEquals("0 COMPLETED 3, 1 COMPLETED 4", text(database, PARTITIONS)),
                        this::assertBills,
                        () -> assertEquals(TutorialJobs.CALLS + " calls, " + total(), text(database, KEPT)));
            }
        }
    }

    private void assertBills() throws IOException {
        for (int number = 0; number < TutorialJobs.NUMBERS; number++) {
            assertEquals(
                    calls(number) + " calls, " + amount(number) + "\n",
                    Files.readString(folder.resolve("555-010" + number + ".txt")));
        }
    }

    private static int calls(int number) {
        return TutorialJobs.CALLS / TutorialJobs.NUMBERS + (number < TutorialJobs.CALLS % TutorialJobs.NUMBERS ? 1 : 0);
    }

    /** At 8 cents a minute and 2 of tax, each call taking one minute more than the number says. */
    private static BigDecimal amount(int number) {
        return BigDecimal.valueOf(10L * calls(number) * (number + 1), 2);
    }

    private static BigDecimal total() {
        BigDecimal total = BigDecimal.ZERO;
        for (int number = 0; number < TutorialJobs.NUMBERS; number++) {
            total = total.add(amount(number));
        }
        return total;
    }

    private JsonObject run(Api api, String definition) {
        HttpResponse<String> submitted = api.post(
                "/jobs", "{\"definition\": \"" + definition + "\", \"parameters\": {\"folder\": \"" + folder + "\"}}");
        assertEquals(201, submitted.statusCode(), submitted::body);
        return api.awaitOver(Api.json(submitted.body()).getString("id"), LONG_ENOUGH);
    }

    private static void assertCompleted(JsonObject job, Millwright server) {
        assertEquals("COMPLETED", job.getString("state"), () -> job + "\n" + server.output());
    }

    private static Connection embedded(Path data) throws SQLException, IOException {
        String password = Files.readString(data.resolve("postgres.password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + LossTable.embeddedPort(data) + "/millwright", "millwright", password);
    }

    private static boolean hasLoggedItsEnd(Connection database) {
        try {
            return String.valueOf(text(database, LOGGED)).contains("has finished");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Connection database, String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}

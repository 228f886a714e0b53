package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST API of one running server: what it gives, and what it refuses. */
class ApiIT {

    @TempDir
    private static Path folder;

    private static Millwright server;
    private static Api api;
    private static Path data;

    @BeforeAll
    static void start() {
        data = folder.resolve("data");
        int port = Millwright.freePort();
        server = Millwright.run(folder, Map.of(), "serve", "--port", "" + port, "--data", "" + data);
        api = new Api(port, data).awaitReady(server);
    }

    @AfterAll
    static void stop() {
        server.signal("TERM");
        assertEquals(0, server.exitCode(), server::output);
    }

    @Test
    void listsTheDefinitionWithTheSchemaOfItsParameters() {
        String body = api.get("/definitions").body();
        assertTrue(body.contains("\"operational-risk-capital\""), body);
        assertTrue(body.contains("\"business_indicator\""), body);
    }

    @Test
    void runsAJobAndGivesItsResult() throws SQLException, IOException {
        String id = api.submit("{}");
        JsonObject over = api.awaitOver(id, Duration.ofSeconds(60));
        try (LossTable table = LossTable.embedded(data)) {
            SampleJob.assertCompletedWithEveryLossOnce(over, table);
        }
        assertEquals(
                1.0, over.getJsonObject("progress").getJsonNumber("fraction").doubleValue());
        assertEquals(
                over.getJsonObject("result"),
                Api.json(api.get("/jobs/" + id + "/result").body()));
    }

    @Test
    void showsEachSkippedItemWithLineAndReason() {
        String id = api.submit("{\"file\":\"hostile-strikes.csv\"}");
        JsonObject over = api.awaitOver(id, Duration.ofSeconds(60));
        assertEquals("COMPLETED", over.getString("state"), over::toString);
        JsonObject imported = over.getJsonArray("steps").getJsonObject(0);
        List<JsonObject> skipped = Api.json(
                        api.get("/jobs/" + id + "/skipped-items").body())
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
        assertEquals(imported.getString("skip_count"), "" + skipped.size());
        assertTrue(skipped.size() >= 10, () -> "skipped: " + skipped);
        assertAll(skipped.stream().map(item -> () -> {
            assertTrue(Integer.parseInt(item.getString("position")) > 1, item::toString);
            assertFalse(item.getString("reason").isBlank(), item::toString);
        }));
    }

    @Test
    void failsTheJobThatSkipsTooMuchAndSaysWhy() {
        String id = api.submit("{\"file\":\"hostile-strikes.csv\",\"skip_limit\":2}");
        JsonObject over = api.awaitOver(id, Duration.ofSeconds(60));
        assertEquals("FAILED", over.getString("state"), over::toString);
        JsonObject error = over.getJsonObject("error");
        assertEquals("DATA_ERROR", error.getString("code"), over::toString);
        assertTrue(error.getString("message").contains("line "), over::toString);
    }

    @Test
    void cancelsARunningJobAndKeepsItsCommittedChunks() throws SQLException, IOException {
        try (LossTable table = LossTable.embedded(data)) {
            table.holdUpAfter(2);
            String id = api.submit("{}");
            Await.until("the import waits in its next chunk", Duration.ofSeconds(30), table::isHoldingUp);
            HttpResponse<String> asked = api.delete("/jobs/" + id);
            assertEquals(202, asked.statusCode(), asked::body);
            assertEquals("CANCEL", Api.json(asked.body()).getString("control"));
            table.release();
            JsonObject over = api.awaitOver(id, Duration.ofSeconds(30));
            assertEquals("CANCELLED", over.getString("state"), over::toString);
            assertEquals(
                    "STOPPED", over.getJsonArray("steps").getJsonObject(0).getString("batch_status"), over::toString);
            HttpResponse<String> again = api.delete("/jobs/" + id);
            assertEquals(409, again.statusCode(), again::body);
            assertEquals("/problems/job-over", Api.json(again.body()).getString("type"));
            assertEquals(
                    404,
                    api.delete("/jobs/01a20470-edaa-7a4b-8b70-21a22d8c06f6").statusCode());
        }
    }

    @Test
    void refusesWhatDoesNotFitAndNamesIt() {
        Map<String, String> pointers = Map.of(
                "{\"definition\":\"operational-risk-capitol\"}", "/definition",
                "{\"definition\":\"operational-risk-capital\",\"parameters\":{\"yaer\":2001}}", "/parameters/yaer",
                "{\"definition\":\"operational-risk-capital\",\"parameters\":{\"year\":\"2001\"}}", "/parameters/year",
                "{\"definition\":\"operational-risk-capital\",\"parameters\":{\"business_indicator\":0}}",
                        "/parameters/business_indicator",
                "{\"definition\":\"operational-risk-capital\",\"parametres\":{}}", "/parametres");
        assertAll(pointers.entrySet().stream().map(entry -> () -> {
            HttpResponse<String> response = api.post("/jobs", entry.getKey());
            assertProblem(response, 400, 422);
            String pointer = Api.json(response.body())
                    .getJsonArray("errors")
                    .getJsonObject(0)
                    .getString("pointer");
            assertEquals(entry.getValue(), pointer, response::body);
        }));
    }

    @Test
    void answersEveryErrorAsAProblemDocument() {
        assertAll(Stream.of(
                        api.post("/jobs", "{"),
                        api.post("/jobs", ""),
                        api.post("/jobs", "[]"),
                        api.get("/jobs/no-such-id"),
                        api.get("/jobs/01890a5d-ac96-774b-bcce-b302099a8057"),
                        api.get("/jobs?state=SLEEPING"),
                        api.get("/jobs?limit=0"),
                        api.get("/jobs?page_token=%2e%2e"),
                        api.get("/nothing/here"),
                        api.send(api.request("/jobs").DELETE()),
                        api.send(api.request("/jobs")
                                .header("Content-Type", "text/plain")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("hello"))))
                .map(response -> () -> assertProblem(response, 400, 499)));
    }

    private static void assertProblem(HttpResponse<String> response, int from, int to) {
        assertTrue(
                response.statusCode() >= from && response.statusCode() <= to,
                () -> response.request() + ": " + response.statusCode() + " " + response.body());
        assertEquals(
                Optional.of("application/problem+json"),
                response.headers().firstValue("Content-Type").map(type -> type.replaceFirst(";.*", "")),
                () -> response.request() + ": " + response.body());
        JsonObject problem = Api.json(response.body());
        assertEquals(response.statusCode(), problem.getInt("status"));
        assertTrue(problem.getString("type").startsWith("/problems/"), response::body);
        assertFalse(response.body().contains("Exception") || response.body().contains("millwright."), response::body);
    }

    @Test
    void letsNobodyInWithoutAToken() {
        for (String token :
                List.of("", "Bearer", "Bearer mw_wrong", "Basic YWRtaW46YWRtaW4=", "Bearer " + "x".repeat(1_000))) {
            HttpResponse<String> response = api.send(
                    api.request("/jobs").setHeader("Authorization", token).GET());
            assertProblem(response, 401, 401);
            assertTrue(
                    response.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Bearer"));
        }
    }

    @Test
    void refusesASecondServerOnItsDataFolder() {
        try (Millwright second =
                Millwright.run(folder, Map.of(), "serve", "--port", "" + Millwright.freePort(), "--data", "" + data)) {
            assertEquals(1, second.exitCode(), second::output);
            assertTrue(second.output().contains("in use by pid " + server.pid()), second::output);
        }
    }

    @Test
    void showsTheTokenOnceAndKeepsItOutOfTheLog() throws IOException {
        String token = api.token();
        Await.until("the start is over", Duration.ofSeconds(20), () -> server.output()
                .contains("Ready at"));
        assertEquals(1, server.output().split(Pattern.quote(token), -1).length - 1, "how often it is printed");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin-token"))));
    }

    @Test
    void tellsTheTruthAboutItsDatabase() throws IOException {
        long postmaster =
                Long.parseLong(Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"))
                        .get(0));
        try {
            // first, so that it starts no others meanwhile
            Millwright.signal("STOP", List.of(postmaster));
            signalBackends("STOP", postmaster);
            Await.until("not ready while the database hangs", Duration.ofSeconds(20), () -> isReady(503));
        } finally {
            signalBackends("CONT", postmaster);
            Millwright.signal("CONT", List.of(postmaster));
        }
        Await.until("ready again", Duration.ofSeconds(20), () -> isReady(200));
        assertEquals(
                "COMPLETED",
                api.awaitOver(api.submit("{}"), Duration.ofSeconds(60)).getString("state"));
    }

    private static boolean isReady(int status) {
        return api.statusOf("/health/ready").equals(Optional.of(status));
    }

    /** What PostgreSQL has started: any of it may end at any moment. */
    private static void signalBackends(String name, long postmaster) {
        ProcessHandle.of(postmaster).orElseThrow().descendants().forEach(backend -> {
            try {
                Millwright.signal(name, List.of(backend.pid()));
            } catch (AssertionError e) {
                assertFalse(backend.isAlive(), e::getMessage);
            }
        });
    }

    @Test
    void letsNobodyIntoItsDatabaseWithoutThePassword() throws SQLException, IOException {
        int port = LossTable.embeddedPort(data);
        SQLException refused =
                org.junit.jupiter.api.Assertions.assertThrows(SQLException.class, () -> DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + port + "/millwright?user=millwright")
                        .close());
        assertTrue(refused.getMessage().contains("password"), refused.getMessage());
    }
}

package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The tests of a foreign application, which it passes with the library and without. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ForeignApplication {

    private final String war;
    private ForeignServer server;

    /** @param war its file name */
    ForeignApplication(String war) {
        this.war = war;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = new ForeignServer(war(), folder).awaitReady();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    final Path war() {
        return Path.of(System.getProperty("millwright.foreign"), "target", war);
    }

    final ForeignServer server() {
        return server;
    }

    @Test
    void answersAtItsOwnPathsInItsOwnWords() {
        String id = server.post("/api/jobs", "Millwright");
        for (String application : List.of("/api", "/listed")) {
            assertEquals("Millwright", server.get(application + "/jobs/" + id).body());
            assertTrue(server.get(application + "/jobs").body().contains("Millwright"));
        }
        assertEquals("Careers is sorry: 404", server.get("/api/jobs/0").body());
    }

    @Test
    void hasNothingAtPathsItDoesNotKnow() {
        for (String path : List.of("definitions", "schedules", "session", "jobs/1/result")) {
            HttpResponse<String> unknown = server.get("/api/" + path);
            assertEquals("404 Careers is sorry: 404", unknown.statusCode() + " " + unknown.body(), path);
            assertEquals(404, server.get("/listed/" + path).statusCode(), path);
        }
    }

    @Test
    void letsInWhoItsLoginKnows() {
        assertEquals("200 seen by rita", applicants("rita:recruits"));
        assertTrue(applicants("rita:guesses").startsWith("401 "));
        HttpResponse<String> nobody = server.get("/api/applicants");
        assertEquals(401, nobody.statusCode());
        assertEquals(
                "Basic realm=\"careers\"",
                nobody.headers().firstValue("WWW-Authenticate").orElseThrow());
    }

    final String applicants(String user) {
        HttpResponse<String> response = server.send(server.request("/api/applicants")
                .header("Authorization", basic(user))
                .GET());
        return response.statusCode() + " " + response.body();
    }

    static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void runsItsBatchJobsInTheContainersRuntime() {
        assertEquals(
                "com.ibm.jbatch.container.api.impl.JobOperatorImpl com.ibm.jbatch.container.api.impl.JobOperatorImpl",
                server.get("/api/imports/operators").body());
        String id = server.post("/api/imports", "Miller,Wright,Smith");
        Await.until(
                "the import is over", Duration.ofSeconds(60), () -> !status(id).startsWith("START"));
        assertEquals("COMPLETED import-openings/report/REST", status(id), server::output);
        String titles = server.get("/api/jobs").body();
        Stream.of("Miller", "Wright", "Smith")
                .forEach(title -> assertTrue(titles.contains("import: " + title), titles));
    }

    private String status(String id) {
        return server.get("/api/imports/" + id).body();
    }

    @Test
    void keepsItsSchemaToItself() {
        assertEquals(
                List.of("flyway_schema_history", "opening"),
                rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'careers' ORDER BY 1"));
        assertEquals(
                List.of("V1__openings.sql"),
                rows("SELECT script FROM careers.flyway_schema_history WHERE version IS NOT NULL"));
    }

    final List<String> rows(String query) {
        try (var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }
}

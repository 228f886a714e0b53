package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The foreign application with the library in it: all it could do before, and jobs. */
class WithLibraryIT extends ForeignApplication {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    WithLibraryIT() {
        super("careers.war");
    }

    @Test
    void runsTheJobOfATransactionThatCommits() {
        String id = server().post("/api/publishing", "Cooper");
        JsonObject over = server().millwright().awaitOver(id, PATIENCE);
        assertEquals("COMPLETED", over.getString("state"), over::toString);
        assertEquals("careers", over.getString("submitter"), over::toString);
        assertEquals(List.of("Cooper"), rows("SELECT title FROM careers.opening WHERE published_by = '" + id + "'"));
    }

    @Test
    void knowsNoJobOfATransactionThatRollsBack() {
        String id = server().post("/api/publishing/rolled-back", "Cartwright");
        assertEquals(404, server().millwright().get("/jobs/" + id).statusCode());
        assertEquals(List.of(), rows("SELECT title FROM careers.opening WHERE title = 'Cartwright'"));
    }

    @Test
    void startsAJobByTheStandardJobOperatorInTheTransactionOfTheCaller() {
        String id = server().post("/api/publishing/executions", "Chandler");
        Await.until("the job is over", PATIENCE, () -> execution(id).equals("publish-opening COMPLETED"));
        assertEquals(
                1,
                rows("SELECT title FROM careers.opening WHERE title = 'Chandler' AND published_by IS NOT NULL")
                        .size());
        String gone = server().post("/api/publishing/executions/rolled-back", "Fletcher");
        assertEquals("none", execution(gone));
        assertEquals(List.of(), rows("SELECT title FROM careers.opening WHERE title = 'Fletcher'"));
    }

    private String execution(String id) {
        return server().get("/api/publishing/executions/" + id).body();
    }

    @Test
    void runsTheApplicationsJobXmlAsWell() {
        Api api = server().millwright();
        HttpResponse<String> accepted = api.post(
                "/jobs",
                "{\"definition\":\"import-openings\",\"parameters\":{\"titles\":\"Fuller,Sawyer,Tanner\",\"source\":\"queue\"}}");
        assertEquals(201, accepted.statusCode(), accepted::body);
        JsonObject over = api.awaitOver(Api.json(accepted.body()).getString("id"), PATIENCE);
        assertEquals("COMPLETED", over.getString("state"), over::toString);
        assertEquals("3", over.getJsonArray("steps").getJsonObject(0).getString("write_count"), over::toString);
        assertTrue(server().get("/api/jobs").body().contains("import: Tanner"));
    }

    @Test
    void keepsItsApiBehindItsTokenAndOutOfTheApplicationsLogin() {
        Api api = server().millwright();
        assertEquals(200, api.get("/jobs").statusCode());
        HttpResponse<String> recruiter = server().send(server().request("/api/v1/jobs")
                .header("Authorization", basic("rita:recruits"))
                .GET());
        assertEquals(401, recruiter.statusCode());
        assertEquals(
                "application/problem+json",
                recruiter.headers().firstValue("Content-Type").orElse(""),
                recruiter::body);
        HttpResponse<String> token = server().send(server().request("/api/applicants")
                .header("Authorization", "Bearer " + api.token())
                .GET());
        assertEquals(401, token.statusCode());
    }

    @Test
    void showsItsConsoleUnderTheApplicationsPath() {
        HttpResponse<String> page = server().get("/console/");
        assertEquals(200, page.statusCode(), page::body);
        assertTrue(page.headers().firstValue("Content-Security-Policy").isPresent(), page.headers()::toString);
        assertEquals(200, server().get("/console/app.js").statusCode());
    }

    @Test
    void answersErrorsInItsOwnWordsUnderItsOwnPath() {
        for (String path : List.of("/jobs/01890a5d-ac96-774b-bcce-b302099a8057", "/no-such-path")) {
            HttpResponse<String> unknown = server().millwright().get(path);
            assertEquals(404, unknown.statusCode(), path);
            assertTrue(Api.json(unknown.body()).getString("type").endsWith("not-found"), unknown::body);
        }
    }

    @Test
    void migratesItsOwnSchemaAlone() {
        List<String> scripts = rows("SELECT script FROM millwright.schema_history WHERE version IS NOT NULL");
        assertFalse(scripts.isEmpty());
        assertFalse(scripts.contains("V1__openings.sql"), scripts::toString);
        assertEquals(List.of(), rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"));
    }

    @Test
    void isWhatTheReadmeShows() throws IOException {
        Path foreign = Path.of(System.getProperty("millwright.foreign"));
        assertShown("in-your-application-pom", foreign.resolve("pom.xml"));
        assertShown(
                "in-your-application-key", foreign.resolve("main/resources/META-INF/microprofile-config.properties"));
        assertShown("in-your-application-scanning", foreign.resolve("main/webapp/WEB-INF/payara-web.xml"));
        assertShown("in-your-application-code", foreign.resolve("main/java/careers/background/Publishing.java"));
    }

    /** Each of them is there to be left unread: a name that fits no library would leave nothing out. */
    @Test
    void leavesUnreadWhatTheReadmeSays() throws IOException {
        try (ZipFile file = new ZipFile(war().toFile())) {
            List<String> libraries = file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("WEB-INF/lib/"))
                    .map(name -> name.substring("WEB-INF/lib/".length()))
                    .toList();
            for (String line : Readme.block("in-your-application-scanning")) {
                String excluded = line.replaceAll("</?scanning-exclude>", "").replace("*", "");
                assertTrue(libraries.stream().anyMatch(name -> name.startsWith(excluded)), excluded);
            }
        }
    }

    private static void assertShown(String block, Path file) throws IOException {
        String shown = oneLine(Readme.block(block).stream());
        try (var lines = Files.lines(file)) {
            assertTrue(oneLine(lines).contains(shown), () -> "not in " + file + ": " + shown);
        }
    }

    private static String oneLine(Stream<String> lines) {
        return lines.map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining(" "));
    }
}

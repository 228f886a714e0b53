package millwright.external;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.database.Json;
import millwright.job.InvalidRequestException;
import millwright.job.JobDefinition;
import millwright.job.JobRequest;
import millwright.job.Priority;
import millwright.job.Progress;
import millwright.job.Violation;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.Await;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** X6: definitions of work done outside, and what is refused. */
@PostgresTest
class DefinitionTest {

    private final TestDatabase database;
    private final Workshop shop;

    DefinitionTest(TestDatabase database) {
        this.database = database;
        this.shop = new Workshop(database);
    }

    @Test
    void aDefinitionSaysHowItsJobsAreTreated() {
        shop.define(
                "render",
                """
                {"title": "Render", "description": "Draws a scene.", "queue": "graphics", "priority": "HIGH",
                 "start_timeout": "PT30M", "timeout": "PT5M", "total_timeout": "PT1H", "keep": "P7D",
                 "retry": {"max_attempts": 3, "delay": "PT1S", "max_delay": "PT1M", "factor": 2},
                 "parameters": {"type": "object", "properties": {"scene": {"type": "integer"}}, "required": ["scene"]}}
                """);
        JobDefinition found = shop.jobs.definitions().stream()
                .filter(each -> each.name().equals("render"))
                .findFirst()
                .orElseThrow();
        assertEquals(JobDefinition.Kind.EXTERNAL, found.kind());
        assertEquals(Priority.HIGH, found.priority());
        assertEquals(Optional.of(Duration.ofMinutes(30)), found.policy().startTimeout());
        assertEquals(Optional.of(Duration.ofMinutes(5)), found.policy().timeout());
        assertEquals(3, found.policy().retry().maxAttempts());
        assertEquals(
                "/parameters/scene", refused(() -> shop.submit("render")).get(0).pointer());
        shop.jobs.submit(JobRequest.of("render", "test").withParameters(Json.object("{\"scene\": 1}")));
        assertEquals("graphics", shop.claimOne("anna", "render").queue());
    }

    @Test
    void itIsReplacedAndForgotten() {
        shop.define("render", "{}");
        shop.define("render", "{\"queue\": \"graphics\"}");
        shop.submit("render");
        assertTrue(shop.external.delete("render"));
        assertFalse(shop.external.delete("render"));
        assertEquals(
                "/definition: no job definition is named 'render' (nearest: 'work')",
                message(() -> shop.submit("render")));
        shop.define("render", "{}");
        assertEquals("graphics", shop.claimOne("anna", "render").queue(), "its jobs have stayed");
    }

    @Test
    void anotherNodeHearsOfIt() {
        Workshop other = new Workshop(database);
        other.external.start();
        try {
            shop.define("render", "{}");
            Await.until(() -> other.jobs.definitions().size() == 2);
            other.submit("render");
            assertEquals(1, shop.claim("anna", 1, "render").size());
            shop.external.delete("render");
            Await.until(() -> other.jobs.definitions().size() == 1);
        } finally {
            other.external.stop();
        }
    }

    @Test
    void aNameOfTheApplicationsOwnIsRefused() {
        assertEquals(
                "/name: the external definition 'work' would hide the BATCH definition 'work' (\"work\") of this"
                        + " application: expected another name",
                message(() -> shop.define("work", "{}")));
        database.sql("INSERT INTO millwright.external_definition (name, definition) VALUES ('work', '{}')");
        Workshop later = new Workshop(database);
        assertEquals(
                List.of(JobDefinition.Kind.BATCH),
                later.jobs.definitions().stream().map(JobDefinition::kind).toList(),
                "made where nobody knew of it, it hides nothing");
    }

    @Test
    void oneThatCannotBeReadRunsNothing() {
        database.sql(
                "INSERT INTO millwright.external_definition (name, definition) VALUES ('newer', '{\"colour\": \"red\"}')");
        Workshop later = new Workshop(database);
        assertTrue(message(() -> later.submit("newer")).startsWith("/definition: job definition 'newer' cannot run"));
    }

    @Test
    void everythingThatIsWrongWithItIsSaid() {
        assertEquals(
                List.of(
                        "/name",
                        "/prioritty",
                        "/queue",
                        "/timeout",
                        "/retry/max_attempts",
                        "/keep",
                        "/parameters",
                        "/concurrency"),
                pointers(
                        () -> shop.define(
                                "-",
                                """
                        {"prioritty": "HIGH", "queue": "no good", "timeout": "5 minutes", "keep": 7,
                         "retry": {"max_attempts": 0}, "parameters": {"allOf": []}, "concurrency": {"key": "a"}}
                        """)));
        assertTrue(message(() -> shop.define("x", "{\"prioritty\": \"HIGH\"}")).contains("(nearest: 'priority')"));
        assertTrue(message(() -> shop.define("x", "{\"priority\": \"high\"}")).contains("expected one of [CRITICAL"));
        assertEquals(List.of("/parameters"), pointers(() -> shop.define("x", "{\"parameters\": {\"properties\": 5}}")));
        assertEquals(List.of("/retry"), pointers(() -> shop.define("x", "{\"retry\": 5}")));
        assertEquals(List.of("/parameters"), pointers(() -> shop.define("x", "{\"parameters\": 5}")));
    }

    @Test
    void whatAWorkerCannotAskForIsRefused() {
        shop.define("render", "{}");
        WorkRequest fit = WorkRequest.of("anna", "render");
        assertEquals(
                "/definitions/0: no external definition is named 'rendr' (nearest: 'render')",
                message(() -> shop.claim("anna", 1, "rendr")));
        assertEquals(
                "/definitions/0: is 'work', a BATCH definition: its jobs are run by nodes alone",
                message(() -> shop.claim("anna", 1, "work")));
        assertEquals(
                "/lease: is PT4S, expected PT5S to PT1H",
                message(() -> shop.claim(fit.withLease(Duration.ofSeconds(4)))));
        assertEquals(
                List.of("/worker", "/lease", "/definitions", "/most", "/patience"),
                pointers(() ->
                        shop.claim(new WorkRequest(" ", List.of(), 0, Duration.ofHours(2), Duration.ofMinutes(2)))));
        assertEquals(
                List.of("/delay"),
                pointers(() -> shop.external.start(
                        JobRequest.of("render", "test").withDelay(Duration.ofSeconds(1)),
                        "anna",
                        Duration.ofSeconds(5))));
    }

    @Test
    void whatAWorkerCannotTellIsRefusedAndCanBeToldBetter() {
        shop.define("render", "{}");
        shop.submit("render");
        Work work = shop.claimOne("anna", "render");
        assertEquals(
                List.of("/code"),
                pointers(() -> shop.external.fail(
                        work.job(), work.leaseToken(), new JobError("it broke", ErrorCategory.TRANSIENT, ""))));
        assertEquals(
                List.of("/result"),
                pointers(() -> shop.external.complete(
                        work.job(), work.leaseToken(), Json.value('"' + "x".repeat(1 << 20) + '"'))));
        assertEquals(
                List.of("/progress"),
                pointers(() -> shop.external.progress(
                        work.job(), work.leaseToken(), new Progress(0, "", Json.object("{}"), -1, 0))));
        assertEquals(Receipt.RECORDED, shop.external.complete(work.job(), work.leaseToken(), Json.value("1")));
    }

    private static List<Violation> refused(Executable call) {
        return assertThrows(InvalidRequestException.class, call).violations();
    }

    private static List<String> pointers(Executable call) {
        return refused(call).stream().map(Violation::pointer).toList();
    }

    private static String message(Executable call) {
        return assertThrows(InvalidRequestException.class, call).getMessage();
    }
}

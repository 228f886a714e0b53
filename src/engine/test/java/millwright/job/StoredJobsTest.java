package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Json;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J1, J2: what a caller of the facade can rely on when it submits and finds. */
@PostgresTest
class StoredJobsTest extends FacadeTest {

    private static final String COUNT = "SELECT count(*) FROM millwright.any_job";

    StoredJobsTest(TestDatabase database) {
        super(database);
    }

    @Test
    void aSubmittedJobIsFoundAsItWasAccepted() {
        UUID id = jobs.submit(JobRequest.of("import-losses", "alice")
                .withParameters(Json.object("{\"name\": \"Zürich ✓ 😀\"}"))
                .withPriority(Priority.HIGH)
                .withCorrelationId("order-7"));
        assertEquals(7, id.version());
        Job job = jobs.find(id).orElseThrow();
        assertEquals(id, job.id());
        assertEquals("import-losses", job.definition());
        assertEquals("default", job.queue());
        assertEquals(Priority.HIGH, job.priority());
        assertEquals(JobState.QUEUED, job.state());
        assertEquals(1, job.round());
        assertEquals(Json.object("{\"name\": \"Zürich ✓ 😀\", \"year\": 2001}"), job.parameters());
        assertEquals("alice", job.submitter());
        assertEquals("order-7", job.correlationId());
        assertNull(job.result());
        assertNull(job.error());
        assertNull(job.startedAt());
        assertNull(job.finishedAt());
        assertEquals(List.of(), job.attempts());
        assertEquals(1, signals.queued());
    }

    @Test
    void aJobSubmittedInsideATransactionExistsOnceThatCommitsAndWakesTheNodeThen() throws Exception {
        transactions.begin();
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        assertTrue(jobs.find(id).isPresent());
        assertEquals(0, database.number(COUNT));
        assertEquals(0, signals.queued());
        transactions.commit();
        assertEquals(1, database.number(COUNT));
        assertEquals(1, signals.queued());
    }

    @Test
    void aJobSubmittedInsideATransactionThatRollsBackNeverWas() {
        transactions.begin();
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        transactions.rollback();
        assertEquals(Optional.empty(), jobs.find(id));
        assertEquals(0, database.number(COUNT));
        assertEquals(0, signals.queued());
    }

    @Test
    void aRefusedRequestLeavesTheCallersTransactionWhole() throws Exception {
        List<JobRequest> refused = List.of(
                JobRequest.of("unknown", "test"),
                JobRequest.of("broken", "test"),
                importing("{\"year\": 1899}"),
                importing("{\"yaer\": 2001}"),
                importing("{\"name\": \"a\\u0000b\"}"),
                capital("{\"a\": \"x\\u0000\"}"),
                capital("{\"a\\u0000\": 1}"),
                capital("{\"a\": [1]}"),
                capital("{\"a\": 1e200000}"),
                capital("{\"a\": 1e999999999}"),
                capital("{\"a\": -1e-999999999}"),
                capital("{\"a\": \"" + "x".repeat(1 << 20) + "\"}"),
                JobRequest.of("capital", "test").withCorrelationId("c".repeat(201)),
                JobRequest.of("capital", "test").withCorrelationId("c\0"));
        transactions.begin();
        for (JobRequest request : refused) {
            assertThrows(InvalidRequestException.class, () -> jobs.submit(request), request::toString);
        }
        UUID accepted = jobs.submit(JobRequest.of("capital", "test"));
        transactions.commit();
        assertEquals(1, database.number(COUNT));
        assertTrue(jobs.find(accepted).isPresent());
    }

    @Test
    void anUnknownDefinitionIsRefusedWithTheNearestName() {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> jobs.submit(JobRequest.of("captal", "test")));
        assertEquals("/definition", refused.violations().get(0).pointer());
        assertTrue(refused.getMessage().contains("nearest: 'capital'"), refused.getMessage());
    }

    @Test
    void aBrokenDefinitionIsListedAndItsJobsAreRefusedWithTheProblem() {
        assertEquals(
                List.of("broken", "capital", "import-losses"),
                jobs.definitions().stream().map(JobDefinition::name).toList());
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> jobs.submit(JobRequest.of("broken", "test")));
        assertTrue(refused.getMessage().contains("its XML ends early"), refused.getMessage());
    }

    @Test
    void whateverParameterTextIsAcceptedComesBackUnchanged() {
        for (String text : List.of("", " ", "\\\"'", "\u0001\t\n\u2028", "😀", "\uFFFD", "€")) {
            JsonObject parameters =
                    Json.provider().createObjectBuilder().add("a", text).build();
            UUID id = jobs.submit(JobRequest.of("capital", "test").withParameters(parameters));
            assertEquals(parameters, jobs.find(id).orElseThrow().parameters());
        }
    }

    @Test
    void idsAreUniqueAndInTheOrderOfSubmission() {
        List<UUID> ids = submit(200);
        assertEquals(200, new HashSet<>(ids).size());
        assertEquals(
                ids, ids.stream().sorted(Comparator.comparing(UUID::toString)).toList());
    }

    @Test
    void anIdThatWasNeverGivenIsNotFound() {
        assertEquals(Optional.empty(), jobs.find(UUID.randomUUID()));
        assertEquals(Optional.empty(), jobs.find(UUID.fromString("01999999-9999-7999-8999-999999999999")));
    }

    @Test
    void anArchivedJobIsFoundWithItsResultAndItsAttempts() {
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        UUID node = UUID.randomUUID();
        archive(id, node);
        Job job = jobs.find(id).orElseThrow();
        assertEquals(JobState.COMPLETED, job.state());
        assertEquals(Json.object("{\"capital\": 12.5}"), job.result());
        assertTrue(job.finishedAt() != null && job.startedAt() != null);
        assertEquals(2, job.attempts().size());
        Job.AttemptRecord lost = job.attempts().get(0);
        assertEquals(AttemptOutcome.LOST, lost.outcome());
        assertEquals(new JobError("NODE_LOST", ErrorCategory.TRANSIENT, "died"), lost.error());
        Job.AttemptRecord completed = job.attempts().get(1);
        assertEquals(2, completed.number());
        assertEquals(node, completed.node());
        assertEquals(AttemptOutcome.COMPLETED, completed.outcome());
        assertNull(completed.error());
    }

    @Test
    void aRunningJobShowsItsAttempt() {
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        UUID node = UUID.randomUUID();
        database.sql(
                """
                UPDATE millwright.job SET state = 'RUNNING', node = ?, lease = 1, attempts = 1, started_at = now(),
                       attempt_started_at = now()
                """,
                node);
        Job.AttemptRecord running = jobs.find(id).orElseThrow().attempts().get(0);
        assertEquals(1, running.number());
        assertEquals(node, running.node());
        assertNull(running.outcome());
        assertNull(running.endedAt());
        assertFalse(running.startedAt() == null);
    }

    private static JobRequest importing(String parameters) {
        return JobRequest.of("import-losses", "test").withParameters(Json.object(parameters));
    }

    private static JobRequest capital(String parameters) {
        return JobRequest.of("capital", "test").withParameters(Json.object(parameters));
    }
}

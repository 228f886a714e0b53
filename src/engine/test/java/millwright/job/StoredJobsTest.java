package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Json;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.FakeTransactions;
import millwright.testing.PostgresTest;
import millwright.testing.Statements;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J1, J2, J4: what a caller of the facade can rely on. */
@PostgresTest
class StoredJobsTest {

    private static final String COUNT = "SELECT count(*) FROM millwright.any_job";

    private final TestDatabase database;
    private final FakeTransactions transactions;
    private final FakeSignals signals = new FakeSignals();
    private final Jobs jobs;

    StoredJobsTest(TestDatabase database) {
        this.database = database;
        this.transactions = new FakeTransactions(database.dataSource());
        ParameterSchema schema = ParameterSchema.of(
                Json.object(
                        """
                {"type": "object", "properties": {"year": {"type": "integer", "minimum": 1900, "default": 2001},
                                                  "name": {"type": "string"}}}
                """));
        Definitions definitions = new Definitions(List.of(new FakeRunner(
                List.of(
                        FakeRunner.definition("import-losses", schema, Optional.empty()),
                        FakeRunner.definition("capital"),
                        FakeRunner.definition("broken", ParameterSchema.any(), Optional.of("its XML ends early"))),
                attempt -> AttemptEnd.completed(null))));
        this.jobs = new StoredJobs(
                new JobStore(new Database(transactions.dataSource())),
                definitions,
                signals,
                new AfterCommit(Optional.of(transactions)));
    }

    @Test
    void aSubmittedJobIsFoundAsItWasAccepted() {
        UUID id = jobs.submit(new JobRequest(
                "import-losses",
                Json.object("{\"name\": \"Zürich ✓ 😀\"}"),
                Optional.of(Priority.HIGH),
                "alice",
                Optional.of("order-7")));
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
                new JobRequest("capital", Json.object("{}"), Optional.empty(), "test", Optional.of("c".repeat(201))),
                new JobRequest("capital", Json.object("{}"), Optional.empty(), "test", Optional.of("c\0")));
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

    @Test
    void pagesGoThroughAllJobsNewestFirstWhereverTheyAre() {
        List<UUID> ids = submit(25);
        for (int i = 0; i < 25; i += 2) {
            archive(ids.get(i), UUID.randomUUID());
        }
        List<UUID> listed = new ArrayList<>();
        Optional<UUID> before = Optional.empty();
        List<Job> page;
        do {
            page = jobs.list(new JobQuery(Set.of(), Optional.empty(), before, 10));
            assertTrue(page.size() <= 10);
            page.forEach(job -> listed.add(job.id()));
            before = page.isEmpty()
                    ? before
                    : Optional.of(page.get(page.size() - 1).id());
        } while (!page.isEmpty());
        Collections.reverse(listed);
        assertEquals(ids, listed);
    }

    @Test
    void aJobThatMovesToTheArchiveBetweenTwoPagesIsNeitherLostNorShownTwice() {
        List<UUID> ids = submit(6);
        List<Job> first = jobs.list(new JobQuery(Set.of(), Optional.empty(), Optional.empty(), 3));
        ids.forEach(id -> archive(id, UUID.randomUUID()));
        List<Job> second = jobs.list(new JobQuery(
                Set.of(), Optional.empty(), Optional.of(first.get(2).id()), 3));
        assertEquals(List.of(ids.get(5), ids.get(4), ids.get(3)), ids(first));
        assertEquals(List.of(ids.get(2), ids.get(1), ids.get(0)), ids(second));
    }

    @Test
    void filtersByStateAndDefinition() {
        List<UUID> capital = submit(4);
        UUID importing = jobs.submit(JobRequest.of("import-losses", "test"));
        archive(capital.get(1), UUID.randomUUID());
        assertEquals(List.of(capital.get(1)), ids(list(Set.of(JobState.COMPLETED), Optional.empty())));
        assertEquals(
                List.of(importing, capital.get(3), capital.get(2), capital.get(0)),
                ids(list(Set.of(JobState.QUEUED, JobState.RUNNING), Optional.empty())));
        assertEquals(List.of(importing), ids(list(Set.of(), Optional.of("import-losses"))));
        assertEquals(List.of(), ids(list(Set.of(JobState.COMPLETED), Optional.of("import-losses"))));
    }

    @Test
    void aPageHoldsFromOneToTwoHundredJobs() {
        assertThrows(
                IllegalArgumentException.class, () -> new JobQuery(Set.of(), Optional.empty(), Optional.empty(), 0));
        assertThrows(
                IllegalArgumentException.class, () -> new JobQuery(Set.of(), Optional.empty(), Optional.empty(), 201));
        assertEquals(200, new JobQuery(Set.of(), Optional.empty(), Optional.empty(), 200).limit());
    }

    @Test
    void findsAndListsByIndexHoweverLongTheHistory() throws Exception {
        database.sql(
                """
                INSERT INTO millwright.job_archive (id, definition, queue, priority, position, state, round, lease,
                       attempts, crash_count, submitter, parameters, tags, metadata, history, created_at, finished_at)
                SELECT gen_random_uuid(), 'capital', 'default', 2, n, 'COMPLETED', 1, 1, 1, 0, 'test', '{}', '[]', '{}',
                       '[]', now(), now()
                  FROM generate_series(1, 50000) AS n
                """);
        database.sql(
                """
                INSERT INTO millwright.job (id, definition, queue, priority, state, submitter)
                SELECT gen_random_uuid(), 'capital', 'default', 2, 'QUEUED', 'test' FROM generate_series(1, 50000)
                """);
        database.sql("ANALYZE");
        try (Connection connection = database.connect()) {
            for (String constant : List.of("FIND", "LIST")) {
                String plan = Statements.genericPlan(connection, Statements.of("job.JobStore", constant));
                assertFalse(plan.contains("Seq Scan"), plan);
            }
            // a part that can hold none of the states asked for is not read
            String list = Statements.genericPlan(connection, Statements.of("job.JobStore", "LIST"));
            assertEquals(2, list.split("One-Time Filter", -1).length - 1, list);
        }
    }

    private List<Job> list(Set<JobState> states, Optional<String> definition) {
        return jobs.list(new JobQuery(states, definition, Optional.empty(), 50));
    }

    private static List<UUID> ids(List<Job> listed) {
        return listed.stream().map(Job::id).toList();
    }

    private List<UUID> submit(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(jobs.submit(JobRequest.of("capital", "test")));
        }
        return ids;
    }

    private static JobRequest importing(String parameters) {
        return JobRequest.of("import-losses", "test").withParameters(Json.object(parameters));
    }

    private static JobRequest capital(String parameters) {
        return JobRequest.of("capital", "test").withParameters(Json.object(parameters));
    }

    /** As its second attempt would have left it, after a first that was lost. */
    private void archive(UUID id, UUID node) {
        database.sql(
                """
                WITH gone AS (DELETE FROM millwright.job WHERE id = ? RETURNING *)
                INSERT INTO millwright.job_archive (id, definition, queue, priority, position, state, round, lease,
                       node, attempts, crash_count, submitter, parameters, tags, metadata, history, result,
                       created_at, started_at, finished_at)
                SELECT id, definition, queue, priority, position, 'COMPLETED', round, 2, ?, 2, 1, submitter,
                       parameters, tags, metadata,
                       jsonb_build_array(
                           jsonb_build_object('attempt', 1, 'round', 1, 'lease', 1, 'node', gen_random_uuid(),
                               'outcome', 'LOST', 'started_at', now(), 'ended_at', now(),
                               'error', '{"code": "NODE_LOST", "category": "TRANSIENT", "message": "died"}'::jsonb),
                           jsonb_build_object('attempt', 2, 'round', 1, 'lease', 2, 'node', ?::uuid,
                               'outcome', 'COMPLETED', 'started_at', now(), 'ended_at', now(), 'error', NULL)),
                       '{"capital": 12.5}', created_at, now(), now()
                  FROM gone
                """,
                id,
                node,
                node);
    }
}

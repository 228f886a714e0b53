package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import millwright.database.Json;
import millwright.job.Dependency.OnFailure;
import millwright.retry.RetryPolicy;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** J1, J2: whatever a request asks for stands in its job, and what does not fit is refused before anything is written. */
@PostgresTest
class SubmitTest extends FacadeTest {

    private static final String ROWS = "SELECT count(*) FROM millwright.job";
    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

    SubmitTest(TestDatabase database) {
        super(database);
    }

    private static JobRequest request() {
        return JobRequest.of("capital", "test");
    }

    private Job found(UUID id) {
        return jobs.find(id).orElseThrow();
    }

    @Test
    void whatNoDatabaseCanHoldIsRefusedWithItsPlace() {
        String huge = "{\"x\": 1e200000}";
        for (JobRequest request : List.of(
                JobRequest.of("capital", "test").withMetadata(Json.object(huge)),
                JobRequest.of("capital", "test").withParameters(Json.object(huge)))) {
            InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> jobs.submit(request));
            assertTrue(
                    refused.getMessage().contains("a number with more digits than can be stored"), refused::getMessage);
        }
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job"));
    }

    @Test
    void whatIsAskedForStandsInTheJob() {
        UUID parent = jobs.submit(request());
        Job job = found(jobs.submit(request()
                .withQueue("reports")
                .withTags(List.of("month-end", "ünï"))
                .withMetadata(Json.object("{\"order\": 7}"))
                .withRunAt(LATER)
                .withExpiresAt(LATER.plusSeconds(60))
                .withTotalTimeout(Duration.ofDays(3_000))
                .withTimeout(Duration.ofMinutes(5))
                .withRetry(new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1)))
                .withUnique(UniqueKey.untilFinished("month-7"))
                .withConcurrency(new ConcurrencyKey("tenant-1", 2))
                .withParent(parent)));
        assertEquals(JobState.SCHEDULED, job.state());
        assertEquals("reports", job.queue());
        assertEquals(List.of("month-end", "ünï"), job.terms().tags());
        assertEquals(Json.object("{\"order\": 7}"), job.terms().metadata());
        assertEquals(LATER, job.terms().runAt());
        assertEquals(LATER.plusSeconds(60), job.terms().expiresAt());
        assertTrue(job.terms().deadline().isAfter(job.createdAt().plus(Duration.ofDays(2_999))), () -> job.terms()
                .toString());
        assertEquals("month-7", job.terms().uniqueKey());
        assertEquals("tenant-1", job.terms().concurrencyKey());
        assertEquals(parent, job.terms().parent());
        assertEquals(
                "{\"retry\": {\"delay\": \"PT1S\", \"factor\": 2.0, \"max_delay\": \"PT1M\", \"max_attempts\": 3},"
                        + " \"timeout\": \"PT5M\"}",
                database.text("SELECT options::text FROM millwright.job WHERE id = ?", job.id()));
        assertFalse(database.isTrue("SELECT ready FROM millwright.job WHERE id = ?", job.id()));
    }

    @Test
    void aDelayCountsFromTheDatabasesClock() {
        Job job = found(jobs.submit(request().withDelay(Duration.ofHours(1))));
        assertEquals(JobState.SCHEDULED, job.state());
        assertTrue(
                database.isTrue(
                        "SELECT run_at BETWEEN created_at + interval '59 min' AND created_at + interval '61 min' FROM millwright.job"));
        assertEquals(
                JobState.QUEUED,
                found(jobs.submit(request().withDelay(Duration.ZERO))).state());
    }

    @Test
    void aKeyedJobIsNotReadyAndAsksToBeAdmitted() {
        jobs.submit(request().withConcurrency(new ConcurrencyKey("tenant-1", 3)));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job WHERE ready"));
        assertEquals("tenant-1 3", database.text("SELECT key || ' ' || slots FROM millwright.due WHERE kind = 'KEY'"));
    }

    @Test
    void aDependentJobIsBlockedAndAsksToBeChecked() {
        List<UUID> parents = submit(2);
        UUID child = jobs.submit(request()
                .dependingOn(Dependency.on(parents.get(0)))
                .dependingOn(new Dependency(parents.get(1), OnFailure.RUN)));
        Job job = found(child);
        assertEquals(JobState.BLOCKED, job.state());
        assertEquals(2, job.terms().waitsFor());
        assertEquals(child.toString(), database.text("SELECT job FROM millwright.due WHERE kind = 'CHILD'"));
        assertEquals(
                "CANCEL RUN",
                database.text(
                        "SELECT string_agg(on_failure, ' ' ORDER BY on_failure) FROM millwright.job_dependency"
                                + " WHERE child = ? AND NOT settled",
                        child));
    }

    @Test
    void anUnknownDependencyIsRefusedWithItsPlace() {
        UUID known = jobs.submit(request());
        UUID unknown = UUID.fromString("01a20470-edaa-7a4b-8b70-21a22d8c06f6");
        String message = assertThrows(
                        InvalidRequestException.class,
                        () -> jobs.submit(
                                request().dependingOn(Dependency.on(known)).dependingOn(Dependency.on(unknown))))
                .getMessage();
        assertTrue(message.startsWith("/depends_on/1: there is no job " + unknown), message);
        assertEquals(1, database.number(ROWS));
    }

    @Test
    void aBulkIsAcceptedInOrderAndMayDependOnItself() {
        List<UUID> ids = jobs.submitAll(List.of(
                request().withName("sum").dependingOnNamed("left").dependingOnNamed("right", OnFailure.RUN),
                request().withName("left"),
                request().withName("right").withPriority(Priority.HIGH)));
        assertEquals(
                List.of(JobState.BLOCKED, JobState.QUEUED, JobState.QUEUED),
                ids.stream().map(id -> found(id).state()).toList());
        assertEquals(
                List.of(ids.get(1), ids.get(2)),
                database.list(
                        "SELECT parent FROM millwright.job_dependency WHERE child = ? ORDER BY on_failure",
                        row -> row.getObject("parent", UUID.class),
                        ids.get(0)));
        assertEquals(
                ids,
                database.list(
                        "SELECT id FROM millwright.job ORDER BY position", row -> row.getObject("id", UUID.class)));
        assertEquals(
                "BLOCKED 1 QUEUED 2",
                database.text("SELECT string_agg(state || ' ' || jobs, ' ' ORDER BY state) FROM millwright.job_delta"));
    }

    @Test
    void aCycleIsRefusedAndNamed() {
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class,
                () -> jobs.submitAll(List.of(
                        request().withName("a").dependingOnNamed("b"),
                        request().withName("b").dependingOnNamed("a"),
                        request().withName("c"))));
        assertEquals(
                List.of("/jobs/0/depends_on", "/jobs/1/depends_on"),
                refused.violations().stream().map(Violation::pointer).toList());
        assertTrue(refused.getMessage().contains("waits for itself, by way of [b]"), refused.getMessage());
        assertEquals(0, database.number(ROWS));
    }

    @Test
    void oneBadItemRefusesTheBulkUnlessPartial() {
        List<JobRequest> requests = List.of(
                request(),
                JobRequest.of("import-losses", "test").withParameters(Json.object("{\"year\": 12}")),
                request().withName("ok"),
                request().dependingOnNamed("oh"));
        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> jobs.submitAll(requests));
        assertEquals(
                List.of("/jobs/1/parameters/year", "/jobs/3/depends_on/0"),
                refused.violations().stream().map(Violation::pointer).toList());
        assertEquals(0, database.number(ROWS));

        List<Submission> answers = jobs.submitPartially(requests);
        assertEquals(
                List.of(true, false, true, false),
                answers.stream().map(Submission::created).toList());
        assertEquals("/parameters/year", answers.get(1).violations().get(0).pointer());
        assertEquals(2, database.number(ROWS));
    }

    @Test
    void tenThousandJobsAreOneBulkAndOneMoreIsRefused() {
        List<JobRequest> most =
                IntStream.range(0, 10_000).mapToObj(i -> request()).toList();
        assertEquals(10_000, Set.copyOf(jobs.submitAll(most)).size());
        List<JobRequest> more =
                Stream.concat(most.stream(), Stream.of(request())).toList();
        assertEquals(
                "/jobs: are 10001, expected at most 10000",
                assertThrows(InvalidRequestException.class, () -> jobs.submitAll(more))
                        .getMessage());
        assertEquals(10_000, database.number(ROWS));
        assertEquals(1, signals.queued());
    }

    private static Arguments beyond(String pointer, UnaryOperator<JobRequest> change) {
        return Arguments.of(pointer, change);
    }

    static Stream<Arguments> beyond() {
        return Stream.of(
                beyond("/submitter", r -> JobRequest.of("capital", "s\0")),
                beyond("/submitter", r -> JobRequest.of("capital", null)),
                beyond("/submitter", r -> JobRequest.of("capital", "")),
                beyond("/submitter", r -> JobRequest.of("capital", "s".repeat(201))),
                beyond("/queue", r -> r.withQueue("no blanks")),
                beyond("/queue", r -> r.withQueue("")),
                beyond("/parameters", r -> r.withParameters(Json.object("{\"a\": \"" + "x".repeat(1 << 20) + "\"}"))),
                beyond(
                        "/tags",
                        r -> r.withTags(
                                IntStream.range(0, 33).mapToObj(i -> "t" + i).toList())),
                beyond("/tags/1", r -> r.withTags(List.of("t", "t".repeat(101)))),
                beyond("/tags/0", r -> r.withTags(List.of(""))),
                beyond("/metadata", r -> r.withMetadata(Json.object("{\"a\": \"" + "x".repeat(1 << 16) + "\"}"))),
                beyond("/metadata", r -> r.withMetadata(Json.object("{\"a\": \"\\u0000\"}"))),
                beyond("/metadata/millwright", r -> r.withMetadata(Json.object("{\"millwright\": 1}"))),
                beyond("/unique_key", r -> r.withUnique(UniqueKey.untilFinished("k".repeat(201)))),
                beyond("/unique_key", r -> r.withUnique(UniqueKey.untilFinished(""))),
                beyond("/unique_period", r -> r.withUnique(UniqueKey.forPeriod("k", Duration.ofDays(4_000)))),
                beyond("/concurrency_key", r -> r.withConcurrency(new ConcurrencyKey("k\0", 1))),
                beyond("/run_at", r -> r.withRunAt(Instant.EPOCH)),
                beyond("/delay", r -> r.withDelay(Duration.ofMillis(-1))),
                beyond("/expires_at", r -> r.withRunAt(LATER).withExpiresAt(LATER)),
                beyond("/start_timeout", r -> r.withStartTimeout(Duration.ZERO)),
                beyond("/timeout", r -> r.withTimeout(Duration.ZERO)),
                beyond("/total_timeout", r -> r.withTotalTimeout(Duration.ofDays(-1))),
                beyond("/depends_on", r -> r.dependingOnNamed("nobody")),
                beyond(
                        "/depends_on",
                        r -> r.dependingOn(IntStream.range(0, 1_001)
                                .mapToObj(i -> Dependency.on(new UUID(7 << 12, i)))
                                .toList())));
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void whatIsBeyondALimitIsRefusedWithItsPlaceAndTheTransactionGoesOn(
            String pointer, UnaryOperator<JobRequest> change) {
        transactions.begin();
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> jobs.submit(change.apply(request())));
        assertEquals(
                List.of(pointer),
                refused.violations().stream().map(Violation::pointer).toList());
        UUID accepted = jobs.submit(request());
        try {
            transactions.commit();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertTrue(jobs.find(accepted).isPresent());
        assertEquals(1, database.number(ROWS));
    }

    @Test
    void aBulkExistsExactlyIfItsTransactionCommits() throws Exception {
        transactions.begin();
        jobs.submitAll(List.of(request(), request().withUnique(UniqueKey.untilFinished("once"))));
        transactions.rollback();
        assertEquals(0, database.number(ROWS));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.unique_hold"));
        assertEquals(0, signals.queued());
        transactions.begin();
        jobs.submitAll(List.of(request(), request()));
        transactions.commit();
        assertEquals(2, database.number(ROWS));
        assertEquals(1, signals.queued());
    }
}

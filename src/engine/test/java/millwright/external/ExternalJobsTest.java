package millwright.external;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.database.Json;
import millwright.job.AttemptOutcome;
import millwright.job.Job;
import millwright.job.JobEvent;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.Priority;
import millwright.job.Progress;
import millwright.queue.QueueSteps;
import millwright.queue.QueueSteps.Appetite;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.Crowd;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** X1, X4, X5: the life of jobs that programs outside do. */
@PostgresTest
class ExternalJobsTest {

    private static final String RETRIED =
            "{\"retry\": {\"max_attempts\": 3, \"delay\": \"PT10S\", \"factor\": 2, \"max_delay\": \"PT1M\"}}";

    private final TestDatabase database;
    private final Workshop shop;

    ExternalJobsTest(TestDatabase database) {
        this.database = database;
        this.shop = new Workshop(database);
    }

    @BeforeEach
    void define() {
        shop.define("render", RETRIED);
    }

    @Test
    void aWorkerTakesAJobAndTellsItsResult() {
        UUID id = shop.jobs.submit(JobRequest.of("render", "test")
                .withParameters(Json.object("{\"scene\": 7}"))
                .withCorrelationId("order 12"));
        Work work = shop.claimOne("anna", "render");
        assertEquals(id, work.job());
        assertEquals(7, work.parameters().getInt("scene"));
        assertEquals(1, work.attempt());
        assertEquals(id + ":1", work.idempotencyKey());
        assertEquals(Optional.of("order 12"), work.correlationId());
        assertEquals(JobState.RUNNING, shop.state(id));
        shop.external.progress(id, work.leaseToken(), new Progress(0.5, "half", Json.object("{\"page\": 3}"), 10, 1));
        assertEquals(0.5, shop.job(id).progress().fraction());
        shop.external.progress(id, work.leaseToken(), new Progress(0.4, "less", Json.object("{}"), 12, 1));
        assertEquals(0.5, shop.job(id).progress().fraction(), "it never falls");
        assertEquals(Receipt.RECORDED, shop.external.complete(id, work.leaseToken(), Json.value("{\"pages\": 9}")));
        Job done = shop.job(id);
        assertEquals(JobState.COMPLETED, done.state());
        assertEquals(9, done.result().asJsonObject().getInt("pages"));
        assertEquals(12, done.progress().recordsProcessed());
        assertEquals(List.of(AttemptOutcome.COMPLETED), outcomes(done));
        assertEquals(
                Set.of("SUBMITTED", "CLAIMED", "STARTED", "COMPLETED"),
                shop.jobs.events(id).stream().map(JobEvent::name).collect(Collectors.toSet()));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job_progress"));
        assertEquals(0, database.number("SELECT sum(jobs) FROM millwright.job_delta WHERE state = 'RUNNING'"));
    }

    @Test
    void theMoreUrgentComesFirstAndThenTheOlder() {
        UUID normal = shop.submit("render");
        UUID second = shop.submit("render");
        UUID high = shop.jobs.submit(JobRequest.of("render", "test").withPriority(Priority.HIGH));
        UUID elsewhere = shop.jobs.submit(
                JobRequest.of("render", "test").withQueue("other").withPriority(Priority.CRITICAL));
        assertEquals(
                List.of(elsewhere, high, normal),
                shop.claim("anna", 3, "render").stream().map(Work::job).toList());
        assertEquals(second, shop.claimOne("ben", "render").job());
        assertEquals(List.of(), shop.claim("anna", 1, "render"));
    }

    @Test
    void noTwoWorkersGetOneJob() throws InterruptedException {
        IntStream.range(0, 200).forEach(i -> shop.submit("render"));
        List<List<Work>> taken = Crowd.of(8, () -> {
            List<Work> mine = new ArrayList<>();
            while (database.number("SELECT count(*) FROM millwright.job WHERE state = 'QUEUED'") > 0) {
                mine.addAll(shop.claim("one of many", 7, "render"));
            }
            return mine;
        });
        List<UUID> jobs = taken.stream().flatMap(List::stream).map(Work::job).toList();
        assertEquals(200, jobs.size());
        assertEquals(200, Set.copyOf(jobs).size());
    }

    @Test
    void aNodeLeavesItToWorkersAndTheyLeaveTheNodesJobs() {
        shop.submit("render");
        shop.submit("work");
        QueueSteps node = new QueueSteps(database.database());
        List<String> claimed = node
                .claim(
                        Rows.node(database),
                        List.of("default"),
                        List.of("work", "render"),
                        Set.of(),
                        new Appetite(10, 0, 1))
                .stream()
                .map(attempt -> attempt.definition())
                .toList();
        assertEquals(List.of("work"), claimed);
        assertEquals("render", shop.claimOne("anna", "render").definition());
    }

    @Test
    void thoseOfABulkAreTheWorkersToo() {
        JobRequest plain = JobRequest.of("render", "test");
        shop.jobs.submitAll(List.of(plain, plain));
        shop.jobs.submitAll(List.of(plain, plain.withTags(List.of("special"))));
        assertEquals(4, shop.claim("anna", 10, "render").size());
    }

    @Test
    void aPausedQueueGivesNothing() {
        shop.submit("render");
        database.sql("INSERT INTO millwright.queue (name, paused, paused_at) VALUES ('default', true, now())");
        assertEquals(List.of(), shop.claim("anna", 1, "render"));
        database.sql("UPDATE millwright.queue SET paused = false, paused_at = NULL");
        assertEquals(1, shop.claim("anna", 1, "render").size());
    }

    @Test
    void aQueueWithALimitGivesNoMoreThanItAllows() {
        IntStream.range(0, 5).forEach(i -> shop.submit("render"));
        database.sql("INSERT INTO millwright.queue (name, max_running) VALUES ('default', 2)");
        List<Work> first = shop.claim("anna", 5, "render");
        assertEquals(2, first.size());
        assertEquals(List.of(), shop.claim("ben", 5, "render"));
        shop.external.complete(first.get(0).job(), first.get(0).leaseToken(), null);
        assertEquals(1, shop.claim("ben", 5, "render").size());
    }

    @Test
    void aQueueWithARateGivesAsManyAsItHasTokens() {
        IntStream.range(0, 5).forEach(i -> shop.submit("render"));
        database.sql("INSERT INTO millwright.queue (name, rate, rate_period) VALUES ('default', 3, interval '1 day')");
        assertEquals(2, shop.claim("anna", 2, "render").size());
        assertEquals(1, shop.claim("anna", 2, "render").size());
        assertEquals(0, shop.claim("anna", 2, "render").size());
    }

    @Test
    void aFailedAttemptIsFollowedByAnotherAsThePolicySays() {
        UUID id = shop.submit("render");
        Work first = shop.claimOne("anna", "render");
        shop.external.fail(id, first.leaseToken(), error(ErrorCategory.TRANSIENT));
        Job waiting = shop.job(id);
        assertEquals(JobState.RETRYING, waiting.state());
        assertTrue(waiting.terms().runAt().isAfter(first.leaseExpiresAt().minus(Duration.ofMinutes(1))));
        assertEquals(List.of(), shop.claim("anna", 1, "render"), "not before its backoff is over");
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job WHERE lease_expires_at IS NOT NULL"));
        shop.promote(id);
        Work second = shop.claimOne("ben", "render");
        assertEquals(2, second.attempt());
        assertEquals("API_ERROR", second.earlier().get(0).error().code());
        assertEquals(first.idempotencyKey(), second.idempotencyKey());
        shop.external.fail(id, second.leaseToken(), error(ErrorCategory.PERMANENT));
        assertEquals(JobState.FAILED, shop.state(id));
    }

    @Test
    void anEndToldTwiceIsRecordedOnce() {
        UUID done = shop.submit("render");
        Work work = shop.claimOne("anna", "render");
        shop.external.complete(done, work.leaseToken(), Json.value("1"));
        assertEquals(Receipt.ALREADY_RECORDED, shop.external.complete(done, work.leaseToken(), Json.value("2")));
        assertEquals("1", shop.job(done).result().toString());
        assertThrows(
                LeaseLostException.class,
                () -> shop.external.fail(done, work.leaseToken(), error(ErrorCategory.TRANSIENT)));
        UUID failed = shop.submit("render");
        Work other = shop.claimOne("anna", "render");
        shop.external.fail(failed, other.leaseToken(), error(ErrorCategory.TRANSIENT));
        assertEquals(
                Receipt.ALREADY_RECORDED,
                shop.external.fail(failed, other.leaseToken(), error(ErrorCategory.TRANSIENT)));
        assertEquals(1, shop.job(failed).attempts().size());
    }

    @Test
    void whatAWorkerGivesBackIsTheNextToBeTaken() {
        UUID id = shop.submit("render");
        shop.submit("render");
        Work work = shop.claimOne("anna", "render");
        assertEquals(Receipt.RECORDED, shop.external.release(id, work.leaseToken()));
        Work again = shop.claimOne("ben", "render");
        assertEquals(id, again.job());
        assertEquals(
                List.of(AttemptOutcome.RELEASED),
                again.earlier().stream().map(Job.AttemptRecord::outcome).toList());
    }

    @Test
    void aJobThatItsCallerStartsIsRunningAtOnce() {
        Work work = shop.external.start(
                JobRequest.of("render", "test").withTags(List.of("nightly")), "cron@host", Duration.ofSeconds(30));
        assertEquals(JobState.RUNNING, shop.state(work.job()));
        assertEquals(List.of("nightly"), shop.job(work.job()).terms().tags());
        assertEquals(List.of(), shop.claim("anna", 1, "render"));
        assertThrows(IllegalStateException.class, () -> shop.external.release(work.job(), work.leaseToken()));
        shop.external.heartbeat(work.job(), work.leaseToken());
        shop.external.complete(work.job(), work.leaseToken(), Json.value("true"));
        assertEquals(JobState.COMPLETED, shop.state(work.job()));
        Work failing = shop.external.start(JobRequest.of("render", "test"), "cron@host", Duration.ofSeconds(30));
        shop.external.fail(failing.job(), failing.leaseToken(), error(ErrorCategory.TRANSIENT));
        assertEquals(JobState.FAILED, shop.state(failing.job()), "nobody else could try again");
    }

    @Test
    void aWorkerMayWaitForAJob() {
        WorkRequest patient = WorkRequest.of("anna", "render").withPatience(Duration.ofSeconds(30));
        CompletableFuture<List<Work>> claiming = CompletableFuture.supplyAsync(() -> shop.claim(patient));
        UUID id = shop.submit("render");
        assertEquals(id, claiming.join().get(0).job());
    }

    @Test
    void itsConcurrencyKeyHolds() {
        shop.define("upload", "{\"concurrency\": {\"key\": \"tenant\", \"slots\": 1}}");
        shop.submit("upload");
        assertEquals(
                "1",
                database.text("SELECT count(*) FROM millwright.job WHERE external AND NOT ready"),
                "nothing is claimable before a slot is given");
        assertEquals(List.of(), shop.claim("anna", 1, "upload"));
        assertEquals(
                1, database.number("SELECT admitted FROM millwright.admit(ARRAY['tenant'], ARRAY[1], ARRAY[true])"));
        assertEquals(1, shop.claim("anna", 1, "upload").size());
    }

    private static List<AttemptOutcome> outcomes(Job job) {
        return job.attempts().stream().map(Job.AttemptRecord::outcome).toList();
    }

    private static JobError error(ErrorCategory category) {
        return new JobError(JobError.API_ERROR, category, "the renderer said no");
    }
}

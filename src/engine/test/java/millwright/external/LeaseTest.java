package millwright.external;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Json;
import millwright.job.AttemptOutcome;
import millwright.job.Dependency;
import millwright.job.InvalidRequestException;
import millwright.job.Job;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.Progress;
import millwright.node.NodeSteps;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.Crowd;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** X2, X3: what a lease is good for, and what becomes of a job whose lease has run out. */
@PostgresTest
class LeaseTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final TestDatabase database;
    private final Workshop shop;

    LeaseTest(TestDatabase database) {
        this.database = database;
        this.shop = new Workshop(database);
    }

    @BeforeEach
    void define() {
        shop.define("render", "{}");
        shop.define(
                "limited",
                "{\"timeout\": \"PT30S\", \"retry\": {\"max_attempts\": 2, \"delay\": \"PT10S\", \"max_delay\": \"PT10S\"}}");
    }

    @Test
    void whatAWorkerLetsRunOutIsAnothersAndTheFirstWritesNothing() {
        UUID id = shop.submit("render");
        Work first = shop.claimOne("anna", "render");
        assertEquals(0, shop.sweep.sweep(), "the lease holds");
        shop.pass(id, LONG);
        assertEquals(1, shop.sweep.sweep());
        assertEquals(JobState.QUEUED, shop.state(id));
        LeaseLostException lost = assertThrows(
                LeaseLostException.class, () -> shop.external.complete(id, first.leaseToken(), Json.value("1")));
        assertTrue(
                lost.getMessage()
                        .matches("the lease of job " + id + " was lost at \\S+: the job is now QUEUED, attempt 2"),
                lost::getMessage);
        assertEquals(Optional.of(JobState.QUEUED), lost.state());
        Work second = shop.claimOne("ben", "render");
        assertEquals(2, second.attempt());
        String before = row(id);
        assertLost(id, first);
        assertEquals(before, row(id), "nothing was written");
        shop.external.complete(id, second.leaseToken(), Json.value("2"));
        assertLost(id, first);
        Job done = shop.job(id);
        assertEquals("2", done.result().toString());
        assertEquals(
                List.of(AttemptOutcome.LOST, AttemptOutcome.COMPLETED),
                done.attempts().stream().map(Job.AttemptRecord::outcome).toList());
    }

    private void assertLost(UUID id, Work work) {
        String token = work.leaseToken();
        JobError error = new JobError("API_ERROR", ErrorCategory.TRANSIENT, "late");
        assertThrows(LeaseLostException.class, () -> shop.external.heartbeat(id, token));
        assertThrows(
                LeaseLostException.class,
                () -> shop.external.progress(id, token, new Progress(1, "late", Json.object("{}"), 0, 0)));
        assertThrows(LeaseLostException.class, () -> shop.external.complete(id, token, null));
        assertThrows(LeaseLostException.class, () -> shop.external.fail(id, token, error));
        assertThrows(LeaseLostException.class, () -> shop.external.release(id, token));
    }

    private String row(UUID id) {
        return database.text(
                "SELECT (to_jsonb(j) || jsonb_build_object('progress', (SELECT to_jsonb(p) FROM millwright.job_progress p"
                        + " WHERE p.job_id = j.id)))::text FROM millwright.job j WHERE id = ?",
                id);
    }

    @Test
    void aHeartbeatKeepsIt() {
        UUID id = shop.submit("render");
        Work work = shop.claim(WorkRequest.of("anna", "render").withLease(Duration.ofMinutes(5)))
                .get(0);
        shop.pass(id, Duration.ofMinutes(4));
        Heartbeat answer = shop.external.heartbeat(id, work.leaseToken());
        assertFalse(answer.cancelRequested());
        assertTrue(answer.leaseExpiresAt().isAfter(work.leaseExpiresAt().minusSeconds(1)), "by as much as was claimed");
        assertEquals(0, shop.sweep.sweep());
        shop.pass(id, Duration.ofMinutes(6));
        shop.external.progress(id, work.leaseToken(), new Progress(0.1, "", Json.object("{}"), 0, 0));
        assertEquals(0, shop.sweep.sweep(), "telling its progress renews it too, also when it is late");
        assertEquals(JobState.RUNNING, shop.state(id));
    }

    @Test
    void onlyOneOfManySweepsMovesIt() throws InterruptedException {
        UUID id = shop.submit("render");
        shop.claimOne("anna", "render");
        shop.pass(id, LONG);
        List<Integer> moved = Crowd.of(4, shop.sweep::sweep);
        assertEquals(1, moved.stream().mapToInt(Integer::intValue).sum());
        assertEquals(1, shop.job(id).attempts().size());
    }

    @Test
    void whatLosesItsWorkersTooOftenIsGivenUp() {
        UUID id = shop.submit("render");
        UUID child = shop.jobs.submit(JobRequest.of("render", "test").dependingOn(Dependency.on(id)));
        database.sql("UPDATE millwright.job SET has_dependents = true WHERE id = ?", id);
        for (int i = 0; i < Workshop.CRASH_LIMIT; i++) {
            assertEquals(JobState.QUEUED, shop.state(id));
            shop.claimOne("anna", "render");
            shop.pass(id, LONG);
            shop.sweep.sweep();
        }
        Job job = shop.job(id);
        assertEquals(JobState.FAILED, job.state());
        assertEquals(JobError.NODE_LOST, job.error().code());
        assertEquals(1, database.number("SELECT count(*) FROM millwright.due WHERE kind = 'PARENT' AND job = ?", id));
        assertEquals(JobState.BLOCKED, shop.state(child));
    }

    @Test
    void whatItsCallerStartedIsNobodyElses() {
        Work work = shop.external.start(JobRequest.of("render", "test"), "anna", Duration.ofSeconds(5));
        shop.pass(work.job(), LONG);
        shop.sweep.sweep();
        assertEquals(JobState.FAILED, shop.state(work.job()));
        assertEquals(JobError.NODE_LOST, shop.job(work.job()).error().code());
    }

    @Test
    void aCancelIsToldWithTheNextHeartbeatAndEndsWithTheLease() {
        UUID id = shop.submit("render");
        Work work = shop.claimOne("anna", "render");
        shop.jobs.cancel(id, "boss");
        Heartbeat answer = shop.external.heartbeat(id, work.leaseToken());
        assertTrue(answer.cancelRequested());
        assertEquals(work.leaseExpiresAt(), answer.leaseExpiresAt(), "it is not renewed any more");
        shop.pass(id, LONG);
        shop.sweep.sweep();
        assertEquals(JobState.CANCELLED, shop.state(id));
        assertThrows(LeaseLostException.class, () -> shop.external.complete(id, work.leaseToken(), null));
    }

    @Test
    void aWorkerEndsByItselfWhatIsToBeCancelled() {
        UUID id = shop.submit("limited");
        Work work = shop.claimOne("anna", "limited");
        shop.jobs.cancel(id, "boss");
        JobError error = new JobError("STOPPED", ErrorCategory.TRANSIENT, "as asked");
        assertEquals(Receipt.RECORDED, shop.external.fail(id, work.leaseToken(), error));
        assertEquals(JobState.CANCELLED, shop.state(id), "and is not tried again");
        assertEquals(Receipt.ALREADY_RECORDED, shop.external.fail(id, work.leaseToken(), error));
    }

    @Test
    void anAttemptPastItsTimeoutEndsAndIsTriedAgain() {
        UUID id = shop.submit("limited");
        Work work = shop.claim(WorkRequest.of("anna", "limited").withLease(Duration.ofMinutes(5)))
                .get(0);
        assertEquals(Optional.of(work.leaseExpiresAt()), work.deadline(), "the lease ends with the attempt's time");
        shop.pass(id, Duration.ofSeconds(29));
        shop.external.heartbeat(id, work.leaseToken());
        assertEquals(0, shop.sweep.sweep());
        shop.pass(id, Duration.ofSeconds(2));
        shop.external.heartbeat(id, work.leaseToken());
        assertEquals(1, shop.sweep.sweep(), "no heartbeat moves that limit");
        Job job = shop.job(id);
        assertEquals(JobState.RETRYING, job.state());
        assertEquals(AttemptOutcome.TIMED_OUT, job.attempts().get(0).outcome());
        assertEquals(JobError.TIMEOUT_ERROR, job.attempts().get(0).error().code());
        LeaseLostException lost =
                assertThrows(LeaseLostException.class, () -> shop.external.complete(id, work.leaseToken(), null));
        assertTrue(lost.getMessage().contains("ended TIMED_OUT"), lost::getMessage);
        shop.promote(id);
        shop.claimOne("ben", "limited");
        shop.pass(id, LONG);
        shop.sweep.sweep();
        assertEquals(JobState.FAILED, shop.state(id), "two attempts and no more");
    }

    @Test
    void aJobPastItsDeadlineFails() {
        UUID id = shop.jobs.submit(JobRequest.of("limited", "test").withTotalTimeout(Duration.ofSeconds(20)));
        Work work = shop.claimOne("anna", "limited");
        assertTrue(work.deadline().orElseThrow().isBefore(work.leaseExpiresAt().plusSeconds(1)));
        shop.pass(id, LONG);
        database.sql("UPDATE millwright.job SET deadline = deadline - interval '2 minutes'");
        shop.sweep.sweep();
        assertEquals(JobState.FAILED, shop.state(id));
        assertEquals(JobError.TIMEOUT_ERROR, shop.job(id).error().code());
    }

    @Test
    void theEndOfANodeTouchesNoWorkersJob() {
        UUID id = shop.submit("render");
        shop.claimOne("anna", "render");
        NodeSteps nodes = new NodeSteps(database.database(), 2);
        UUID node = nodes.join();
        assertTrue(nodes.declareDead(node));
        nodes.rescue();
        assertEquals(JobState.RUNNING, shop.state(id));
    }

    @Test
    void aTokenOfAnotherJobOrNoneIsRefused() {
        UUID one = shop.submit("render");
        shop.submit("render");
        shop.claimOne("anna", "render");
        Work other = shop.claimOne("ben", "render");
        LeaseLostException notTheirs =
                assertThrows(LeaseLostException.class, () -> shop.external.complete(one, other.leaseToken(), null));
        assertTrue(notTheirs.getMessage().contains("is none of job " + one + ": the job is now RUNNING, attempt 1"));
        assertEquals(JobState.RUNNING, shop.state(one));
        UUID nobody = UUID.fromString("0199d0f0-0000-7000-8000-000000000000");
        LeaseLostException none =
                assertThrows(LeaseLostException.class, () -> shop.external.heartbeat(nobody, other.leaseToken()));
        assertEquals(Optional.empty(), none.state());
        InvalidRequestException noToken =
                assertThrows(InvalidRequestException.class, () -> shop.external.heartbeat(one, "5"));
        assertEquals("/lease_token", noToken.violations().get(0).pointer());
    }
}

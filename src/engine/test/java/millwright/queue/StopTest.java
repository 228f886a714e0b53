package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import millwright.database.Json;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.Control;
import millwright.job.Definitions;
import millwright.job.Dependency;
import millwright.job.InvalidRequestException;
import millwright.job.Job;
import millwright.job.JobEvent;
import millwright.job.JobOverException;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.JobStore;
import millwright.job.Jobs;
import millwright.job.RunningAttempt;
import millwright.job.StoredJobs;
import millwright.job.Submission;
import millwright.job.UniqueKey;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.retry.RetryPolicy;
import millwright.testing.Await;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** J11: a stop leaves a batch job where it can go on, wherever it stands, and a restart lets it go on. */
@PostgresTest
class StopTest {

    private static final QueueConfig PATIENT =
            new QueueConfig(2, Duration.ofMillis(200), Duration.ofSeconds(20), Duration.ofMinutes(10));
    private static final QueueConfig IMPATIENT =
            new QueueConfig(2, Duration.ofMillis(200), Duration.ofSeconds(20), Duration.ofMillis(100));
    private static final Optional<JsonObject> KEPT = Optional.empty();

    private final TestDatabase database;
    private final Nodes nodes;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);

    StopTest(TestDatabase database) {
        this.database = database;
        this.nodes = new Nodes(database);
    }

    @AfterEach
    void stopAll() {
        gate.countDown();
        nodes.stop();
    }

    @Test
    void aWaitingJobIsStoppedAtOnceAndRunsOnceItIsRestarted() {
        Jobs jobs = withoutNode(FakeRunner.completing("work"));
        UUID id = jobs.submit(JobRequest.of("work", "test").withDelay(Duration.ofHours(1)));
        assertEquals(JobState.STOPPED, jobs.stop(id, "anna").orElseThrow().state());
        assertEquals(JobState.STOPPED, jobs.stop(id, "anna").orElseThrow().state(), "again");
        Jobs running = nodes.start(PATIENT, attempt -> AttemptEnd.completed(null));
        UUID other = running.submit(JobRequest.of("work", "test"));
        awaitState(running, other, JobState.COMPLETED);
        assertEquals(JobState.STOPPED, state(running, id));
        running.restart(id, KEPT, "berta");
        awaitState(running, id, JobState.COMPLETED);
        assertEquals(
                List.of("STOPPED anna", "RESTARTED berta"),
                running.events(id).stream()
                        .filter(event -> event.by() != null && !event.name().equals("SUBMITTED"))
                        .map(event -> event.name() + " " + event.by())
                        .toList());
    }

    @Test
    void aStopOnAnotherNodeReachesTheAttemptWhichEndsItself() {
        Jobs there = nodes.start(PATIENT, this::stopsWhenAsked);
        Jobs here = withoutNode(FakeRunner.completing("work"));
        UUID id = here.submit(JobRequest.of("work", "test"));
        begun.acquireUninterruptibly();
        Job asked = here.stop(id, "anna").orElseThrow();
        assertTrue(asked.control() == Control.STOP || asked.state() == JobState.STOPPED, asked::toString);
        awaitState(here, id, JobState.STOPPED);
        Job stopped = here.find(id).orElseThrow();
        assertNull(stopped.control());
        assertNull(stopped.finishedAt());
        assertEquals("STOPPED", stopped.attempts().get(0).outcome().name());
        assertEquals(
                1,
                here.events(id).stream()
                        .filter(event -> event.name().equals(JobEvent.Name.STOP_REQUESTED.name()))
                        .count());
        // and goes on there, with what it is given now
        there.restart(id, Optional.of(Json.object("{\"a\": 2}")), "berta");
        begun.acquireUninterruptibly();
        assertEquals("{\"a\":2}", here.find(id).orElseThrow().parameters().toString());
        assertEquals(1, here.find(id).orElseThrow().round());
    }

    @Test
    void anAttemptThatDoesNotReactIsCutOffAndItsJobIsStopped() {
        Jobs jobs = nodes.start(IMPATIENT, attempt -> {
            begun.release();
            Nodes.awaitUninterruptibly(gate);
            return AttemptEnd.completed(null);
        });
        UUID id = jobs.submit(JobRequest.of("work", "test"));
        begun.acquireUninterruptibly();
        jobs.stop(id, "anna");
        awaitState(jobs, id, JobState.STOPPED);
        gate.countDown();
        nodes.stop();
        assertEquals(JobState.STOPPED, state(jobs, id));
    }

    @Test
    void aJobThatIsToStopCanStillBeCancelledAndOneToBeCancelledIsNotStopped() {
        Jobs jobs = nodes.start(PATIENT, attempt -> {
            Semaphore asked = new Semaphore(0);
            attempt.onCancel(asked::release);
            begun.release();
            asked.acquireUninterruptibly();
            return AttemptEnd.released();
        });
        UUID id = jobs.submit(JobRequest.of("work", "test"));
        begun.acquireUninterruptibly();
        jobs.stop(id, "anna");
        jobs.cancel(id, "anna");
        awaitState(jobs, id, JobState.CANCELLED);

        Jobs alone = withoutNode(FakeRunner.completing("work"));
        UUID other = alone.submit(JobRequest.of("work", "test").withQueue("elsewhere"));
        database.sql("UPDATE millwright.job SET state = 'RUNNING', node = gen_random_uuid(), control = 'CANCEL'");
        assertEquals(Control.CANCEL, alone.stop(other, "anna").orElseThrow().control());
    }

    @Test
    void aJobThatWaitsToBeTriedAgainIsStoppedAndRestartedWithoutAnotherWait() {
        Semaphore failing = new Semaphore(1);
        Jobs jobs = nodes.start(
                PATIENT, attempt -> failing.tryAcquire() ? AttemptEnd.failed(error()) : AttemptEnd.completed(null));
        UUID id = jobs.submit(JobRequest.of("work", "test").withRetry(hourly()));
        awaitState(jobs, id, JobState.RETRYING);
        assertEquals(JobState.STOPPED, jobs.stop(id, null).orElseThrow().state());
        jobs.restart(id, KEPT, "berta");
        awaitState(jobs, id, JobState.COMPLETED);
        assertEquals(2, jobs.find(id).orElseThrow().attempts().size());
    }

    @Test
    void aJobThatFailsWhileItIsToStopIsNotTriedAgain() {
        Jobs jobs = nodes.start(PATIENT, attempt -> {
            Semaphore asked = new Semaphore(0);
            attempt.onStop(asked::release);
            begun.release();
            asked.acquireUninterruptibly();
            return AttemptEnd.failed(error());
        });
        UUID id = jobs.submit(JobRequest.of("work", "test").withRetry(hourly()));
        begun.acquireUninterruptibly();
        jobs.stop(id, "anna");
        awaitState(jobs, id, JobState.STOPPED);
        assertEquals(
                "FAILED",
                jobs.find(id).orElseThrow().attempts().get(0).outcome().name());
    }

    @Test
    void aDeadLetterIsRestartedInItsNextRoundWithOtherParameters() {
        Jobs jobs = nodes.start(
                PATIENT,
                attempt -> attempt.parameters().containsKey("well")
                        ? AttemptEnd.completed(null)
                        : AttemptEnd.failed(error()));
        UUID id = jobs.submit(JobRequest.of("work", "test"));
        awaitState(jobs, id, JobState.FAILED);
        jobs.restart(id, Optional.of(Json.object("{\"well\": true}")), "berta");
        awaitState(jobs, id, JobState.COMPLETED);
        assertEquals(2, jobs.find(id).orElseThrow().round());
    }

    @Test
    void aStoppedJobKeepsItsUniqueKeyAndThoseWhoWaitForIt() {
        Jobs jobs = withoutNode(FakeRunner.completing("work"));
        JobRequest unique = JobRequest.of("work", "test").withUnique(UniqueKey.untilFinished("the-only-one"));
        UUID id = jobs.submit(unique);
        UUID child = jobs.submit(JobRequest.of("work", "test").dependingOn(Dependency.on(id)));
        jobs.stop(id, "anna");
        Submission second = jobs.accept(unique);
        assertEquals(id, second.id());
        assertEquals(JobState.BLOCKED, state(jobs, child));
        assertEquals(
                Optional.empty(),
                assertDoesNotEnd(jobs, id),
                "who awaits its end goes on waiting, for it has not ended");
        jobs.restart(id, KEPT, "berta");
        assertEquals(JobState.QUEUED, state(jobs, id));
    }

    private static Optional<Job> assertDoesNotEnd(Jobs jobs, UUID id) {
        try {
            return jobs.await(id, Duration.ofMillis(50));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatCannotBeStoppedIsRefused() {
        Jobs jobs = withoutNode(new FakeRunner(
                List.of(FakeRunner.method("method"), FakeRunner.definition("work")), attempt -> AttemptEnd.released()));
        assertEquals(Optional.empty(), jobs.stop(UUID.fromString("01a20470-edaa-7a4b-8b70-21a22d8c06f6"), "anna"));
        UUID method = jobs.submit(JobRequest.of("method", "test"));
        assertEquals(
                "/id: is no batch job: 'method' is of kind METHOD and keeps no place to go on from, so one cannot stop"
                        + " it; cancel it instead",
                assertThrows(InvalidRequestException.class, () -> jobs.stop(method, "anna"))
                        .getMessage());
        UUID over = jobs.submit(JobRequest.of("work", "test"));
        jobs.cancel(over);
        assertThrows(JobOverException.class, () -> jobs.stop(over, "anna"));
        UUID parent = jobs.submit(JobRequest.of("work", "test"));
        UUID blocked = jobs.submit(JobRequest.of("work", "test").dependingOn(Dependency.on(parent)));
        assertThrows(InvalidRequestException.class, () -> jobs.stop(blocked, "anna"));
        assertEquals(JobState.BLOCKED, state(jobs, blocked));
        database.sql("UPDATE millwright.job SET state = 'FAILED', finished_at = now() WHERE id = ?", parent);
        assertThrows(JobOverException.class, () -> jobs.stop(parent, "anna"));
    }

    @Test
    void whatCannotBeRestartedIsRefused() {
        Jobs jobs = withoutNode(new FakeRunner(
                List.of(FakeRunner.method("method"), FakeRunner.definition("work")), attempt -> AttemptEnd.released()));
        assertEquals(
                Optional.empty(), jobs.restart(UUID.fromString("01a20470-edaa-7a4b-8b70-21a22d8c06f6"), KEPT, "anna"));
        UUID waiting = jobs.submit(JobRequest.of("work", "test"));
        assertEquals(
                "/id: is QUEUED, and only a job that is STOPPED or FAILED can be restarted",
                assertThrows(InvalidRequestException.class, () -> jobs.restart(waiting, KEPT, "anna"))
                        .getMessage());
        assertThrows(InvalidRequestException.class, () -> jobs.restart(waiting, KEPT, " "));
        jobs.cancel(waiting);
        assertThrows(InvalidRequestException.class, () -> jobs.restart(waiting, KEPT, "anna"));
        UUID method = jobs.submit(JobRequest.of("method", "test"));
        assertThrows(InvalidRequestException.class, () -> jobs.restart(method, KEPT, "anna"));
    }

    private AttemptEnd stopsWhenAsked(RunningAttempt attempt) {
        Semaphore asked = new Semaphore(0);
        attempt.onStop(asked::release);
        begun.release();
        asked.acquireUninterruptibly();
        return attempt.isToBeStopped() ? AttemptEnd.stopped() : AttemptEnd.released();
    }

    private static RetryPolicy hourly() {
        return new RetryPolicy(3, Duration.ofHours(10), 1, Duration.ofHours(10));
    }

    private static JobError error() {
        return new JobError(JobError.NETWORK_ERROR, ErrorCategory.TRANSIENT, "unreachable");
    }

    private static JobState state(Jobs jobs, UUID id) {
        return jobs.find(id).orElseThrow().state();
    }

    private static void awaitState(Jobs jobs, UUID id, JobState state) {
        Await.until(() -> state(jobs, id) == state);
    }

    private Jobs withoutNode(FakeRunner runner) {
        return new StoredJobs(
                new JobStore(database.database()),
                new Definitions(List.of(runner)),
                new FakeSignals(),
                new AfterCommit(Optional.empty()));
    }
}

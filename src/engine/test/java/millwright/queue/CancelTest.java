package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import millwright.database.Json;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.Control;
import millwright.job.Definitions;
import millwright.job.Job;
import millwright.job.JobOverException;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.JobStore;
import millwright.job.Jobs;
import millwright.job.RunningAttempt;
import millwright.job.StoredJobs;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.Await;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.Statements;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Q7, J5: a cancel ends a job wherever it stands, and nothing it does afterwards is recorded. */
@PostgresTest
class CancelTest {

    private static final QueueConfig PATIENT =
            new QueueConfig(2, Duration.ofMillis(200), Duration.ofSeconds(20), Duration.ofMinutes(10));
    private static final QueueConfig IMPATIENT =
            new QueueConfig(2, Duration.ofMillis(200), Duration.ofSeconds(20), Duration.ofMillis(100));

    private final TestDatabase database;
    private final Nodes nodes;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);

    CancelTest(TestDatabase database) {
        this.database = database;
        this.nodes = new Nodes(database);
    }

    @AfterEach
    void stopAll() {
        gate.countDown();
        nodes.stop();
    }

    @Test
    void aWaitingJobIsCancelledAtOnceAndNeverRun() {
        Jobs jobs = withoutNode();
        UUID id = jobs.submit(JobRequest.of("work", "test").withParameters(Json.object("{\"a\": 1}")));
        Job cancelled = jobs.cancel(id).orElseThrow();
        assertEquals(JobState.CANCELLED, cancelled.state());
        assertEquals("{\"a\":1}", cancelled.parameters().toString());
        assertTrue(cancelled.finishedAt() != null && cancelled.startedAt() == null, cancelled::toString);
        assertEquals(List.of(), cancelled.attempts());
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job"));
    }

    @Test
    void aJobThatIsOverIsRefusedAndAnUnknownOneIsEmpty() {
        Jobs jobs = withoutNode();
        UUID id = jobs.submit(JobRequest.of("work", "test"));
        jobs.cancel(id);
        String message =
                assertThrows(JobOverException.class, () -> jobs.cancel(id)).getMessage();
        assertEquals("job " + id + " is over already: CANCELLED", message);
        assertEquals(Optional.empty(), jobs.cancel(UUID.fromString("01a20470-edaa-7a4b-8b70-21a22d8c06f6")));
    }

    @Test
    void aDeadLetterIsOver() {
        Jobs jobs = nodes.start(PATIENT, attempt -> AttemptEnd.failed(error("broken")));
        UUID id = jobs.submit(JobRequest.of("work", "test"));
        Await.until(() -> state(jobs, id) == JobState.FAILED);
        assertThrows(JobOverException.class, () -> jobs.cancel(id));
        assertEquals(JobState.FAILED, state(jobs, id));
    }

    @Test
    void aRunningAttemptIsAskedAndEndsItself() {
        Jobs jobs = nodes.start(PATIENT, this::stopsWhenAsked);
        UUID id = running(jobs);
        Job asked = jobs.cancel(id).orElseThrow();
        // already ended, when the attempt was quicker than the reading
        assertTrue(asked.control() == Control.CANCEL || asked.state() == JobState.CANCELLED, asked::toString);
        Job over = awaitOver(jobs, id);
        assertEquals(JobState.CANCELLED, over.state());
        assertEquals("CANCELLED", over.attempts().get(0).outcome().name());
    }

    @Test
    void theCancelOfAnotherNodeArrives() {
        Jobs here = nodes.start(PATIENT, this::stopsWhenAsked);
        UUID id = running(here);
        withoutNode().cancel(id);
        assertEquals(JobState.CANCELLED, awaitOver(here, id).state());
    }

    @Test
    void aJobThatCompletesMeanwhileHasCompleted() throws Exception {
        Jobs jobs = nodes.start(PATIENT, attempt -> {
            begun.countDown();
            Nodes.awaitUninterruptibly(gate);
            return AttemptEnd.completed(Json.object("{\"done\": true}"));
        });
        UUID id = jobs.submit(JobRequest.of("work", "test"));
        begun.await();
        jobs.cancel(id);
        gate.countDown();
        Job over = awaitOver(jobs, id);
        assertEquals(JobState.COMPLETED, over.state());
        assertEquals("{\"done\":true}", over.result().toString());
    }

    @Test
    void anAttemptThatFailsWhenAskedIsCancelledAndKeepsItsError() {
        Jobs jobs = nodes.start(PATIENT, attempt -> {
            Semaphore asked = new Semaphore(0);
            attempt.onStop(asked::release);
            begun.countDown();
            asked.acquireUninterruptibly();
            return AttemptEnd.failed(error("cut short"));
        });
        UUID id = running(jobs);
        jobs.cancel(id);
        Job over = awaitOver(jobs, id);
        assertEquals(JobState.CANCELLED, over.state());
        assertEquals("cut short", over.attempts().get(0).error().message());
    }

    @Test
    void anAttemptThatDoesNotReactIsInterruptedAfterItsGraceAndRecordsNothingMore() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Jobs jobs = nodes.start(IMPATIENT, attempt -> {
            begun.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            Nodes.awaitUninterruptibly(gate);
            ended.countDown();
            return AttemptEnd.completed(Json.object("{\"late\": true}"));
        });
        UUID id = running(jobs);
        jobs.cancel(id);
        Job over = awaitOver(jobs, id);
        assertEquals(JobState.CANCELLED, over.state());
        interrupted.await();
        gate.countDown();
        ended.await();
        nodes.stop();
        assertEquals(over, jobs.find(id).orElseThrow());
    }

    @Test
    void aHangingStopOfOneJobKeepsNoOtherFromItsCancel() throws Exception {
        Jobs jobs = nodes.start(PATIENT, attempt -> {
            if (attempt.parameters().containsKey("hangs")) {
                attempt.onStop(() -> Nodes.awaitUninterruptibly(gate));
                begun.countDown();
                Nodes.awaitUninterruptibly(gate);
                return AttemptEnd.released();
            }
            return stopsWhenAsked(attempt);
        });
        UUID hanging = jobs.submit(JobRequest.of("work", "test").withParameters(Json.object("{\"hangs\": true}")));
        begun.await();
        UUID other = jobs.submit(JobRequest.of("work", "test"));
        Await.until(() -> state(jobs, other) == JobState.RUNNING);
        jobs.cancel(hanging);
        jobs.cancel(other);
        assertEquals(JobState.CANCELLED, awaitOver(jobs, other).state());
        assertEquals(JobState.RUNNING, state(jobs, hanging));
    }

    @Test
    void aCancelThatMeetsAClaimWaitsForItAndAsksTheAttempt() throws Exception {
        Jobs jobs = withoutNode();
        UUID id = jobs.submit(JobRequest.of("work", "test"));
        Job asked = cancelledWhile(
                jobs, id, "UPDATE millwright.job SET state = 'RUNNING', lease = 1, node = gen_random_uuid()");
        assertEquals(JobState.RUNNING, asked.state());
        assertEquals(Control.CANCEL, asked.control());
    }

    @Test
    void aCancelThatMeetsAReleaseWaitsForItAndCancelsTheJob() throws Exception {
        Jobs jobs = withoutNode();
        UUID id = Rows.running(database, Rows.node(database), 1).get(0).jobId();
        database.sql("UPDATE millwright.job SET id = '01a20470-edaa-7a4b-8b70-21a22d8c06f6' WHERE id = ?", id);
        UUID known = UUID.fromString("01a20470-edaa-7a4b-8b70-21a22d8c06f6");
        Job cancelled = cancelledWhile(jobs, known, "UPDATE millwright.job SET state = 'QUEUED', node = NULL");
        assertEquals(JobState.CANCELLED, cancelled.state());
    }

    @Test
    void anOutcomeThatMeetsACancelWaitsForItAndCancelsTheJob() throws Exception {
        RunningAttempt attempt = Rows.running(database, Rows.node(database), 1).get(0);
        OutcomeWriter writer = new OutcomeWriter(new OutcomeStore(database.database()));
        Thread writing = new Thread(writer);
        try (OpenTransaction operator = new OpenTransaction(database)) {
            operator.database().update("UPDATE millwright.job SET control = 'CANCEL'");
            writer.record(attempt, AttemptEnd.released());
            writing.start();
            Statements.awaitBlocked(database);
            operator.commit();
        }
        writer.stop();
        writing.join();
        assertEquals("CANCELLED", database.text("SELECT state FROM millwright.job_archive"));
        assertEquals(0, writer.fencedCount());
    }

    /** The job, cancelled while another transaction, not committed yet, changes it. */
    private Job cancelledWhile(Jobs jobs, UUID id, String change) throws Exception {
        CompletableFuture<Optional<Job>> cancelled;
        try (OpenTransaction other = new OpenTransaction(database)) {
            other.database().update(change);
            cancelled = CompletableFuture.supplyAsync(() -> jobs.cancel(id));
            Statements.awaitBlocked(database);
            other.commit();
        }
        return cancelled.get().orElseThrow();
    }

    @Test
    void aJobGivenBackWhileItsCancelIsOnTheWayIsCancelled() {
        UUID node = Rows.node(database);
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        database.sql("UPDATE millwright.job SET control = 'CANCEL'");
        new OutcomeStore(database.database()).record(List.of(new EndedAttempt(attempt, AttemptEnd.released())));
        assertEquals("CANCELLED", database.text("SELECT state FROM millwright.job_archive"));
        assertEquals("CANCELLED", database.text("SELECT outcome FROM millwright.attempt"));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job"));
    }

    private AttemptEnd stopsWhenAsked(RunningAttempt attempt) {
        Semaphore asked = new Semaphore(0);
        attempt.onStop(asked::release);
        begun.countDown();
        asked.acquireUninterruptibly();
        assertTrue(attempt.isCancelled());
        return AttemptEnd.released();
    }

    private UUID running(Jobs jobs) {
        UUID id = jobs.submit(JobRequest.of("work", "test"));
        Await.until(() -> begun.getCount() == 0);
        return id;
    }

    private static JobState state(Jobs jobs, UUID id) {
        return jobs.find(id).orElseThrow().state();
    }

    private static Job awaitOver(Jobs jobs, UUID id) {
        Await.until(() -> state(jobs, id).isFinal());
        return jobs.find(id).orElseThrow();
    }

    private static JobError error(String message) {
        return new JobError(JobError.DATA_ERROR, ErrorCategory.PERMANENT, message);
    }

    private Jobs withoutNode() {
        Definitions definitions = new Definitions(List.of(FakeRunner.completing("work")));
        return new StoredJobs(
                new JobStore(database.database()), definitions, new FakeSignals(), new AfterCommit(Optional.empty()));
    }
}

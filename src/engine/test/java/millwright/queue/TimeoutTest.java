package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.Definitions;
import millwright.job.EndedJobs;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.JobRequest;
import millwright.job.JobStore;
import millwright.job.NodeLoad;
import millwright.job.RunningAttempt;
import millwright.job.StoredJobs;
import millwright.retry.ErrorRules;
import millwright.retry.RetryPolicy;
import millwright.testing.Await;
import millwright.testing.FakeRunner;
import millwright.testing.FixedMembership;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Q20, Q22: an attempt that is out of time ends, or holds nothing but its thread. */
@PostgresTest
class TimeoutTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final RetryPolicy TWICE = new RetryPolicy(2, Duration.ofHours(1), 1, Duration.ofHours(1));

    private final TestDatabase database;
    private final CountDownLatch gate = new CountDownLatch(1);
    private Dispatcher dispatcher;

    TimeoutTest(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void stop() {
        gate.countDown();
        dispatcher.stop();
    }

    @Test
    void anAttemptThatReactsToItsInterruptTimesOut() {
        start(timeout(SHORT, RetryPolicy.NONE), LONG, attempt -> {
            awaitGate();
            return AttemptEnd.completed(null);
        });
        UUID job = submit();
        awaitState("FAILED");
        assertTrue(database.isTrue(
                """
                SELECT error ->> 'code' = 'TIMEOUT_ERROR' AND error ->> 'message' LIKE 'attempt 1 %: interrupted'
                       AND history -> 0 ->> 'outcome' = 'TIMED_OUT'
                  FROM millwright.job WHERE id = ?
                """,
                job));
        Await.until(() -> dispatcher.load().equals(NodeLoad.NONE));
    }

    @Test
    void anAttemptThatAsksWhetherItIsToEndTimesOut() {
        start(timeout(SHORT, RetryPolicy.NONE), LONG, attempt -> {
            while (!attempt.isCancelled()) {
                Thread.onSpinWait();
            }
            return AttemptEnd.cancelled();
        });
        submit();
        awaitState("FAILED");
        assertEquals("TIMED_OUT", database.text("SELECT outcome FROM millwright.attempt"));
    }

    @Test
    void aBatchJobThatStopsAtItsNextItemTimesOutUninterrupted() {
        AtomicInteger interrupts = new AtomicInteger();
        JobPolicy policy = timeout(SHORT, RetryPolicy.NONE);
        start(
                FakeRunner.of("work", JobDefinition.Kind.BATCH, policy, attempt -> {
                    Semaphore stop = new Semaphore(0);
                    attempt.onStop(stop::release);
                    try {
                        stop.acquire();
                    } catch (InterruptedException e) {
                        interrupts.incrementAndGet();
                    }
                    return AttemptEnd.released();
                }),
                LONG);
        submit();
        awaitState("FAILED");
        assertEquals("TIMED_OUT", database.text("SELECT outcome FROM millwright.attempt"));
        assertEquals(0, interrupts.get());
    }

    @Test
    void anAttemptThatCompletesAllTheSameHasCompleted() {
        start(timeout(SHORT, RetryPolicy.NONE), LONG, attempt -> {
            while (!attempt.isTimedOut()) {
                Thread.onSpinWait();
            }
            return AttemptEnd.completed(null);
        });
        submit();
        Await.until(() -> archived() == 1);
        assertEquals("COMPLETED", database.text("SELECT state FROM millwright.job_archive"));
    }

    @Test
    void anAttemptThatReactsToNothingIsCutOffAndItsThreadIsVisibleUntilItEnds() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        start(timeout(SHORT, TWICE), Duration.ofMillis(100), attempt -> {
            Nodes.awaitUninterruptibly(gate);
            ended.countDown();
            return AttemptEnd.completed(null);
        });
        UUID job = submit();
        awaitState("RETRYING");
        assertEquals(new NodeLoad(1, 1), dispatcher.load());
        StuckThread stuck = dispatcher.stuckThreads().get(0);
        assertEquals(job, stuck.job());
        assertEquals("millwright job " + job + " attempt 1", stuck.thread());
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(stuck.thread())));

        gate.countDown();
        ended.await();
        Await.until(() -> dispatcher.load().equals(NodeLoad.NONE));
        assertEquals(0, archived());
        assertEquals("RETRYING", database.text("SELECT state FROM millwright.job"));
        assertEquals(1, database.number("SELECT count(*) FROM millwright.attempt"));
    }

    @Test
    void aStuckThreadHoldsTheLimitsOfItsJobTooWhereThatIsAskedFor() {
        QueueConfig config =
                new QueueConfig(2, Duration.ofMillis(50), Duration.ofSeconds(1), LONG, SHORT, true, ClaimConfig.PLAIN);
        start(
                FakeRunner.of("work", JobDefinition.Kind.METHOD, timeout(SHORT, TWICE), attempt -> {
                    Nodes.awaitUninterruptibly(gate);
                    return AttemptEnd.completed(null);
                }),
                config);
        UUID job = submit();
        Await.until(() -> dispatcher.stuckThreads().size() == 1);
        assertEquals(new NodeLoad(1, 1), dispatcher.load());
        assertEquals("RUNNING", database.text("SELECT state FROM millwright.job WHERE id = ?", job));
        gate.countDown();
        awaitState("RETRYING");
        assertEquals("TIMED_OUT", database.text("SELECT outcome FROM millwright.attempt"));
        Await.until(() -> dispatcher.load().equals(NodeLoad.NONE));
    }

    @Test
    void aStuckThreadHoldsItsSlotAndNoAttemptOfItsJobRunsBesideIt() {
        AtomicInteger runs = new AtomicInteger();
        start(timeout(SHORT, new RetryPolicy(2, Duration.ZERO, 1, Duration.ZERO)), SHORT, attempt -> {
            runs.incrementAndGet();
            Nodes.awaitUninterruptibly(gate);
            return AttemptEnd.completed(null);
        });
        submit();
        awaitState("RETRYING");
        database.sql("UPDATE millwright.job SET state = 'QUEUED', run_at = NULL");
        UUID other = submit();
        Await.until(() -> runs.get() == 2);
        Await.until(() -> dispatcher.stuckThreads().size() == 2);
        assertEquals(2, runs.get());
        assertEquals(
                1, database.number("SELECT count(*) FROM millwright.job WHERE id <> ? AND state = 'QUEUED'", other));
    }

    @Test
    void theDeadlineOfTheJobEndsItsAttemptToo() {
        start(JobPolicy.PLAIN, LONG, attempt -> {
            awaitGate();
            return AttemptEnd.completed(null);
        });
        UUID job = submitWith("deadline = millwright.clock() + interval '1 second'");
        awaitState("FAILED");
        assertEquals("TIMED_OUT", database.text("SELECT outcome FROM millwright.attempt WHERE job_id = ?", job));
    }

    @Test
    void whatTheRequestSetsComesBeforeTheDefinitions() {
        start(timeout(LONG, TWICE), LONG, attempt -> {
            awaitGate();
            return AttemptEnd.completed(null);
        });
        submitWith("options = '{\"timeout\": \"PT0.2S\", \"retry\": {\"max_attempts\": 1}}'");
        awaitState("FAILED");
        assertEquals("TIMED_OUT", database.text("SELECT outcome FROM millwright.attempt"));
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JobPolicy timeout(Duration timeout, RetryPolicy retry) {
        return new JobPolicy(Optional.of(timeout), Optional.empty(), retry, Optional.empty());
    }

    private void start(JobPolicy policy, Duration grace, Function<RunningAttempt, AttemptEnd> work) {
        start(FakeRunner.of("work", JobDefinition.Kind.METHOD, policy, work), grace);
    }

    private void start(FakeRunner runner, Duration grace) {
        start(runner, new QueueConfig(2, Duration.ofMillis(50), Duration.ofSeconds(1), LONG, grace));
    }

    private void start(FakeRunner runner, QueueConfig config) {
        Definitions definitions = new Definitions(List.of(runner));
        dispatcher = new Dispatcher(
                database.database(),
                definitions,
                config,
                ErrorRules.NONE,
                () -> 1.0,
                EndedJobs.UNHEARD,
                Thread::new,
                Thread::new);
        dispatcher.start(new FixedMembership(Rows.node(database)));
    }

    private UUID submit() {
        Definitions definitions = new Definitions(List.of(FakeRunner.completing("work")));
        return new StoredJobs(
                        new JobStore(database.database()), definitions, dispatcher, new AfterCommit(Optional.empty()))
                .submit(JobRequest.of("work", "test"));
    }

    /** A job that becomes claimable with what {@code set} sets. */
    private UUID submitWith(String set) {
        UUID id = UUID.randomUUID();
        database.sql(
                """
                INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, run_at)
                VALUES (?, 'work', 'default', 2, 'SCHEDULED', 'test', millwright.clock())
                """,
                id);
        database.sql("UPDATE millwright.job SET state = 'QUEUED', " + set + " WHERE id = ?", id);
        return id;
    }

    private void awaitState(String state) {
        Await.until(() -> database.number("SELECT count(*) FROM millwright.job WHERE state = ?", state) == 1);
    }

    private long archived() {
        return database.number("SELECT count(*) FROM millwright.job_archive");
    }
}

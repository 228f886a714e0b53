package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.AttemptScope;
import millwright.job.JobRequest;
import millwright.job.Jobs;
import millwright.job.RunningAttempt;
import millwright.testing.Await;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.ShakyDataSource;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Q1, Q4, Q6: from submit to the archive, on one node and on two. */
@PostgresTest
class DispatcherTest {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final QueueConfig CONFIG = new QueueConfig(4, Duration.ofMillis(200), Duration.ofSeconds(20), GRACE);

    private final TestDatabase database;
    private final Nodes nodes;
    private final CountDownLatch gate = new CountDownLatch(1);

    DispatcherTest(TestDatabase database) {
        this.database = database;
        this.nodes = new Nodes(database);
    }

    @AfterEach
    void stopAll() {
        gate.countDown();
        nodes.stop();
    }

    @Test
    void twoNodesRunEverySubmittedJobOnce() {
        Map<UUID, AtomicInteger> runs = new ConcurrentHashMap<>();
        Function<RunningAttempt, AttemptEnd> work = attempt -> {
            runs.computeIfAbsent(attempt.jobId(), id -> new AtomicInteger()).incrementAndGet();
            return AttemptEnd.completed(
                    Json.object("{\"number\": " + attempt.parameters().getInt("number") + "}"));
        };
        Jobs jobs = nodes.start(CONFIG, work);
        nodes.start(CONFIG, work);
        for (int i = 0; i < 2_000; i++) {
            jobs.submit(JobRequest.of("work", "test").withParameters(Json.object("{\"number\": " + i + "}")));
        }
        Await.until(() -> archived() == 2_000);
        assertEquals(2_000, runs.size());
        assertTrue(runs.values().stream().allMatch(count -> count.get() == 1));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job"));
        assertEquals(
                2_000,
                database.number(
                        """
                SELECT count(DISTINCT result ->> 'number') FROM millwright.job_archive
                 WHERE state = 'COMPLETED' AND lease = 1 AND attempts = 1 AND result = parameters
                """));
    }

    @Test
    void aSubmittedJobWakesItsNodeAtOnce() {
        // polling alone would take the test's whole patience
        QueueConfig neverPolls = new QueueConfig(1, Duration.ofMinutes(10), Duration.ofSeconds(20), GRACE);
        Jobs jobs = nodes.start(neverPolls, attempt -> AttemptEnd.completed(null));
        for (int i = 1; i <= 5; i++) {
            jobs.submit(JobRequest.of("work", "test"));
            int expected = i;
            Await.until(() -> archived() == expected);
        }
    }

    @Test
    void anErrorFailsTheJobAndFreesItsSlot() {
        QueueConfig oneSlot = new QueueConfig(1, Duration.ofMillis(50), Duration.ofSeconds(20), GRACE);
        Jobs jobs = nodes.start(oneSlot, attempt -> {
            if (attempt.parameters().containsKey("fails")) {
                throw new StackOverflowError("too deep");
            }
            return AttemptEnd.completed(null);
        });
        UUID failing = jobs.submit(JobRequest.of("work", "test").withParameters(Json.object("{\"fails\": true}")));
        UUID next = jobs.submit(JobRequest.of("work", "test"));
        Await.until(() -> archived() == 1);
        assertEquals(next.toString(), database.text("SELECT id::text FROM millwright.job_archive"));
        assertTrue(database.isTrue(
                """
                SELECT state = 'FAILED' AND error ->> 'code' = 'INTERNAL_ERROR' AND error ->> 'message' = 'too deep'
                  FROM millwright.job WHERE id = ?
                """,
                failing));
    }

    @Test
    void noMoreAttemptsRunAtOnceThanThereAreSlots() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Jobs jobs = nodes.start(CONFIG, attempt -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            return AttemptEnd.completed(null);
        });
        for (int i = 0; i < 100; i++) {
            jobs.submit(JobRequest.of("work", "test"));
        }
        Await.until(() -> archived() == 100);
        assertTrue(most.get() <= 4, "at once: " + most);
    }

    @Test
    void anAttemptIsBoundToItsThreadWhileItRuns() {
        Jobs jobs = nodes.start(
                CONFIG,
                attempt ->
                        AttemptEnd.completed(Json.object("{\"bound\": " + (AttemptScope.current() == attempt) + "}")));
        jobs.submit(JobRequest.of("work", "test"));
        Await.until(() -> archived() == 1);
        assertEquals("true", database.text("SELECT result ->> 'bound' FROM millwright.job_archive"));
    }

    @Test
    void atShutdownAttemptsThatStopAreGivenBack() {
        Jobs jobs = nodes.start(CONFIG, attempt -> {
            Semaphore stop = new Semaphore(0);
            attempt.onStop(stop::release);
            stop.acquireUninterruptibly();
            return AttemptEnd.released();
        });
        for (int i = 0; i < 6; i++) {
            jobs.submit(JobRequest.of("work", "test"));
        }
        awaitRunning(4);
        nodes.stop();
        assertEquals(6, database.number("SELECT count(*) FROM millwright.job WHERE state = 'QUEUED'"));
        assertEquals(4, database.number("SELECT count(*) FROM millwright.attempt WHERE outcome = 'RELEASED'"));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job WHERE crash_count > 0"));
    }

    @Test
    void atShutdownAttemptsThatDoNotStopInTimeAreGivenBackAndRecordNothingMore() throws Exception {
        QueueConfig impatient = new QueueConfig(4, Duration.ofMillis(50), Duration.ofMillis(200), GRACE);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Jobs jobs = nodes.start(impatient, attempt -> {
            begun.countDown();
            Nodes.awaitUninterruptibly(gate);
            ended.countDown();
            return AttemptEnd.completed(null);
        });
        jobs.submit(JobRequest.of("work", "test"));
        begun.await();
        nodes.stop();
        assertEquals("QUEUED", database.text("SELECT state FROM millwright.job"));
        gate.countDown();
        ended.await();
        assertEquals(0, archived());
        assertEquals("QUEUED", database.text("SELECT state FROM millwright.job"));
    }

    @Test
    void aFencedAttemptIsInterruptedAndRecordsNothing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Jobs jobs = nodes.start(CONFIG, attempt -> {
            begun.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return AttemptEnd.completed(null);
        });
        jobs.submit(JobRequest.of("work", "test"));
        begun.await();
        nodes.first().fence();
        interrupted.await();
        nodes.stop();
        assertEquals("RUNNING", database.text("SELECT state FROM millwright.job"));
        assertEquals(0, archived());
    }

    @Test
    void anInterruptDoesNotReachTheNextJobOfTheThread() throws Exception {
        QueueConfig oneSlot = new QueueConfig(1, Duration.ofMillis(50), Duration.ofSeconds(20), GRACE);
        CountDownLatch first = new CountDownLatch(1);
        Jobs jobs = nodes.start(oneSlot, attempt -> {
            if (attempt.parameters().containsKey("first")) {
                first.countDown();
                Nodes.awaitUninterruptibly(gate);
                Thread.currentThread().interrupt();
                return AttemptEnd.completed(null);
            }
            return AttemptEnd.completed(Json.object("{\"interrupted\": " + Thread.interrupted() + "}"));
        });
        jobs.submit(JobRequest.of("work", "test").withParameters(Json.object("{\"first\": true}")));
        jobs.submit(JobRequest.of("work", "test"));
        first.await();
        gate.countDown();
        Await.until(() -> archived() == 2);
        assertEquals(
                "false",
                database.text("SELECT result ->> 'interrupted' FROM millwright.job_archive WHERE result IS NOT NULL"));
    }

    @Test
    void jobsOfAClaimWhoseAnswerWasLostAreGivenBackAndRun() {
        Rows.queued(database, 2, 3);
        ShakyDataSource network = new ShakyDataSource(database.dataSource());
        network.loseAnswerTo("millwright.claim(");
        AtomicInteger runs = new AtomicInteger();
        nodes.start(new Database(network), CONFIG, attempt -> {
            runs.incrementAndGet();
            return AttemptEnd.completed(null);
        });
        Await.until(() -> archived() == 3);
        assertEquals(3, runs.get());
        assertEquals(
                3,
                database.number("SELECT count(*) FROM millwright.attempt WHERE outcome = 'RELEASED' AND number = 1"));
    }

    private void awaitRunning(int count) {
        Await.until(() -> database.number("SELECT count(*) FROM millwright.job WHERE state = 'RUNNING'") == count);
    }

    private long archived() {
        return database.number("SELECT count(*) FROM millwright.job_archive");
    }
}

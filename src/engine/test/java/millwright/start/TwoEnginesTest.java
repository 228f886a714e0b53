package millwright.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import millwright.config.Settings;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.RunningAttempt;
import millwright.testing.Await;
import millwright.testing.FakeRunner;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** M2: one engine that only accepts jobs and one that runs them, which by itself hardly ever looks. */
@PostgresTest
class TwoEnginesTest {

    private final TestDatabase database;
    private final List<Engine> started = new ArrayList<>();
    /** When the attempt that ran last was asked to end. */
    private final AtomicLong reached = new AtomicLong();

    @TempDir
    private Path folder;

    TwoEnginesTest(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void stopAll() {
        started.forEach(Engine::stop);
    }

    @Test
    void aJobOfOneStartsOnTheOtherAndWhoWaitsForItHearsOfItsEnd() throws Exception {
        Engine accepting = start(attempt -> AttemptEnd.completed(null));
        Engine running = start(attempt -> AttemptEnd.completed(null));
        running.runJobs();
        long begun = System.nanoTime();
        // who waits looks once a second: that alone would take twice as long in all
        for (int i = 0; i < 20; i++) {
            UUID job = accepting.jobs().submit(JobRequest.of("work", "test").withQueue("queue-" + i));
            assertEquals(
                    JobState.COMPLETED,
                    accepting
                            .jobs()
                            .await(job, Duration.ofMinutes(1))
                            .orElseThrow()
                            .state());
        }
        assertTrue(System.nanoTime() - begun < Duration.ofSeconds(10).toNanos());
    }

    @Test
    void aCancelOnOneReachesWhatRunsOnTheOtherWithinASecond() {
        Engine accepting = start(attempt -> AttemptEnd.completed(null));
        Engine running = start(this::untilCancelled);
        running.runJobs();
        for (int i = 0; i < 3; i++) {
            UUID job = accepting.jobs().submit(JobRequest.of("work", "test"));
            Await.until(() -> accepting.jobs().isRunning(job));
            long asked = System.nanoTime();
            accepting.jobs().cancel(job);
            Await.until(() -> accepting.jobs().find(job).orElseThrow().state() == JobState.CANCELLED);
            Duration took = Duration.ofNanos(reached.get() - asked);
            assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, () -> "it took " + took);
            assertFalse(accepting.jobs().isRunning(job));
        }
    }

    private AttemptEnd untilCancelled(RunningAttempt attempt) {
        Semaphore stop = new Semaphore(0);
        attempt.onStop(() -> {
            reached.set(System.nanoTime());
            stop.release();
        });
        stop.acquireUninterruptibly();
        return AttemptEnd.cancelled();
    }

    private Engine start(Function<RunningAttempt, AttemptEnd> work) {
        Map<String, String> set = Map.of(
                "millwright.access.token-file",
                folder.resolve("token").toString(),
                "millwright.queue.poll-interval",
                "PT60S");
        Engine engine = new Engine(
                database.dataSource(),
                new Settings(name -> Optional.ofNullable(set.get(name))),
                Thread::new,
                new AfterCommit(Optional.empty()),
                ignored -> List.of(FakeRunner.of("work", work)));
        started.add(engine);
        engine.start();
        return engine;
    }
}

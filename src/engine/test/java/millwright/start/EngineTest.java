package millwright.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import millwright.access.Caller;
import millwright.access.Role;
import millwright.config.SettingException;
import millwright.config.Settings;
import millwright.external.LeaseLostException;
import millwright.external.Work;
import millwright.external.WorkRequest;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.JobCount;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.RunningAttempt;
import millwright.schedule.ScheduleRequest;
import millwright.testing.Await;
import millwright.testing.FakeRunner;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S1, S2: the whole engine on one node and on two, from an empty database to an orderly end. */
@PostgresTest
class EngineTest {

    private final List<Engine> started = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stopAll() {
        started.forEach(Engine::stop);
    }

    @Test
    void startsOnAnEmptyDatabaseAndRunsWhatIsSubmitted() throws IOException {
        try (TestDatabase database = TestDatabase.empty()) {
            Engine engine = start(database, attempt -> AttemptEnd.completed(null));
            String token = Files.readString(folder.resolve("token")).strip();
            assertEquals(
                    Optional.of(new Caller("admin", Role.ADMIN)),
                    engine.access().tokens().authenticate(token));
            UUID job = engine.jobs().submit(JobRequest.of("work", "admin"));
            Await.until(() -> engine.jobs().find(job).orElseThrow().state() == JobState.COMPLETED);
            assertEquals(
                    0, database.number("SELECT count(*) FROM millwright.job_archive_default"), "it has its partition");
            assertEquals(
                    List.of(new JobCount("default", "work", JobState.COMPLETED, 1)),
                    engine.jobs().statistics().counts());
            assertEquals(0, engine.batchJobs().progress(job).stepsTotal());
            stopAll();
            started.clear();
            assertEquals(0, database.number("SELECT count(*) FROM millwright.node WHERE alive"));
        }
    }

    @Test
    void untilItIsToRunJobsItOnlyAcceptsThem(TestDatabase database) {
        Engine engine = engine(database, attempt -> AttemptEnd.completed(null));
        started.add(engine);
        engine.start();
        UUID job = engine.jobs().submit(JobRequest.of("work", "admin"));
        assertEquals(JobState.QUEUED, engine.jobs().find(job).orElseThrow().state());
        engine.runJobs();
        Await.until(() -> engine.jobs().find(job).orElseThrow().state() == JobState.COMPLETED);
    }

    @Test
    void firesItsSchedulesAndRunsTheirJobs(TestDatabase database) {
        Engine engine = start(database, attempt -> AttemptEnd.completed(null));
        engine.schedules()
                .create(new ScheduleRequest(
                        "yearly",
                        "@yearly",
                        "UTC",
                        "work",
                        JsonValue.EMPTY_JSON_OBJECT,
                        Optional.empty(),
                        true,
                        "test"));
        database.sql("UPDATE millwright.schedule SET next_fire_at = millwright.clock() - interval '1 second'");
        engine.scheduleTick().run();
        UUID job = engine.schedules().find("yearly").orElseThrow().lastJob();
        Await.until(() -> engine.jobs().find(job).orElseThrow().state() == JobState.COMPLETED);
        assertEquals("yearly", engine.jobs().find(job).orElseThrow().schedule());
    }

    @Test
    void aNodeThatStopsLeavesItsJobsToTheOther(TestDatabase database) {
        Engine leaving = start(database, attempt -> {
            Semaphore stop = new Semaphore(0);
            attempt.onStop(stop::release);
            stop.acquireUninterruptibly();
            return AttemptEnd.released();
        });
        UUID job = leaving.jobs().submit(JobRequest.of("work", "admin"));
        Await.until(() -> leaving.jobs().find(job).orElseThrow().state() == JobState.RUNNING);
        Engine staying = start(database, attempt -> AttemptEnd.completed(null));
        leaving.stop();
        started.remove(leaving);
        Await.until(() -> staying.jobs().find(job).orElseThrow().state() == JobState.COMPLETED);
        assertEquals(2, staying.jobs().find(job).orElseThrow().attempts().size());
        assertEquals(0, database.number("SELECT crash_count FROM millwright.job_archive"));
    }

    @Test
    void workersOutsideAreServedByEveryNode(TestDatabase database) throws InterruptedException {
        Engine one = start(database, attempt -> AttemptEnd.completed(null));
        Engine other = start(database, attempt -> AttemptEnd.completed(null));
        one.externalJobs().define("render", JsonValue.EMPTY_JSON_OBJECT);
        Await.until(() -> other.jobs().definitions().size() == 2);
        UUID job = other.jobs().submit(JobRequest.of("render", "admin"));
        WorkRequest patient = WorkRequest.of("anna", "render").withPatience(Await.LONG);
        Work lost = other.externalJobs().claim(patient).get(0);
        database.sql("UPDATE millwright.job SET lease_expires_at = millwright.clock() WHERE id = ?", job);
        Work work = one.externalJobs().claim(patient).get(0);
        assertEquals(2, work.attempt(), "a node has seen that the lease ran out");
        assertThrows(LeaseLostException.class, () -> other.externalJobs().heartbeat(job, lost.leaseToken()));
        other.externalJobs().complete(job, work.leaseToken(), JsonValue.TRUE);
        assertEquals(
                JobState.COMPLETED,
                one.jobs().await(job, Await.LONG).orElseThrow().state());
    }

    @Test
    void aSettingThatDoesNotFitIsRefusedBeforeAnythingIsTouched() throws IOException {
        try (TestDatabase database = TestDatabase.empty()) {
            Settings settings = new Settings(name -> Optional.ofNullable(
                    Map.of("millwright.queue.workers", "none").get(name)));
            assertThrows(
                    SettingException.class,
                    () -> new Engine(
                            database.dataSource(),
                            settings,
                            Thread::new,
                            new AfterCommit(Optional.empty()),
                            ignored -> List.of()));
            assertFalse(database.isTrue("SELECT to_regnamespace('millwright') IS NOT NULL"));
        }
    }

    @Test
    void everyThreadOfItSaysWhatItIsAt(TestDatabase database) {
        Queue<Thread> made = new ConcurrentLinkedQueue<>();
        Semaphore running = new Semaphore(0);
        Engine engine = engine(
                database,
                attempt -> {
                    Semaphore stop = new Semaphore(0);
                    attempt.onStop(stop::release);
                    running.release();
                    stop.acquireUninterruptibly();
                    return AttemptEnd.released();
                },
                task -> {
                    Thread thread = new Thread(task);
                    made.add(thread);
                    return thread;
                });
        started.add(engine);
        engine.start();
        engine.runJobs();
        UUID job = engine.jobs().submit(JobRequest.of("work", "admin"));
        running.acquireUninterruptibly();
        List<String> names = made.stream().map(Thread::getName).toList();
        assertEquals(
                List.of(),
                names.stream().filter(name -> !name.startsWith("millwright")).toList());
        assertTrue(names.contains("millwright job " + job + " attempt 1"), names::toString);
        stopAll();
        started.clear();
        Await.until(() -> made.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void knowsItsVersion() {
        assertTrue(Version.TEXT.matches("\\d+\\.\\d+\\.\\d+.*"), Version.TEXT);
    }

    private Engine start(TestDatabase database, Function<RunningAttempt, AttemptEnd> work) {
        Engine engine = engine(database, work);
        started.add(engine);
        engine.start();
        engine.runJobs();
        return engine;
    }

    private Engine engine(TestDatabase database, Function<RunningAttempt, AttemptEnd> work) {
        return engine(database, work, Thread::new);
    }

    private Engine engine(TestDatabase database, Function<RunningAttempt, AttemptEnd> work, ThreadFactory threads) {
        Map<String, String> set = Map.of(
                "millwright.access.token-file", folder.resolve("token").toString(),
                "millwright.node.heartbeat", "PT0.2S",
                "millwright.node.dead-after", "PT2S",
                "millwright.queue.poll-interval", "PT0.1S");
        return new Engine(
                database.dataSource(),
                new Settings(name -> Optional.ofNullable(set.get(name))),
                threads,
                new AfterCommit(Optional.empty()),
                ignored -> List.of(FakeRunner.of("work", work)));
    }
}

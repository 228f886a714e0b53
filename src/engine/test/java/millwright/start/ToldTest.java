package millwright.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.config.Settings;
import millwright.database.Json;
import millwright.event.Feed.Follower;
import millwright.event.FeedEvent;
import millwright.event.FeedPosition;
import millwright.external.Work;
import millwright.external.WorkRequest;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.Dependency;
import millwright.job.JobRequest;
import millwright.job.RunningAttempt;
import millwright.queue.QueueLimits;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.Await;
import millwright.testing.FakeRunner;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F1, F2: whatever changes a job's state tells the feed, once and in its order. */
@PostgresTest
class ToldTest {

    private final TestDatabase database;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Map<UUID, List<String>> heard = new ConcurrentHashMap<>();
    private final List<FeedEvent> events = new CopyOnWriteArrayList<>();
    private Engine engine;

    @TempDir
    private Path folder;

    ToldTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        Map<String, String> keys = Map.of(
                "millwright.queue.workers", "4",
                "millwright.retry.delay", "PT0.001S",
                "millwright.access.token-file", folder.resolve("token").toString());
        engine = new Engine(
                database.dataSource(),
                new Settings(name -> Optional.ofNullable(keys.get(name))),
                Thread::new,
                new AfterCommit(Optional.empty()),
                unused -> List.of(
                        FakeRunner.completing("work"),
                        FakeRunner.of(
                                "fail",
                                attempt ->
                                        AttemptEnd.failed(new JobError("BROKEN", ErrorCategory.PERMANENT, "it broke"))),
                        FakeRunner.of("wait", this::untilReleased)));
        engine.start();
        engine.runJobs();
        engine.feed().follow(new Listener(), Optional.empty());
    }

    private AttemptEnd untilReleased(RunningAttempt attempt) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return AttemptEnd.completed(null);
    }

    @AfterEach
    void stop() {
        gate.countDown();
        engine.stop();
    }

    private final class Listener implements Follower {
        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void happened(FeedEvent event) {
            events.add(event);
            heard.computeIfAbsent(event.job(), job -> new CopyOnWriteArrayList<>())
                    .add(event.state());
        }

        @Override
        public void caughtUp(FeedPosition position) {
            // nothing to do for it
        }

        @Override
        public void missed(FeedPosition position) {
            throw new AssertionError("a gap before " + position);
        }

        @Override
        public void ended() {
            // the test is over
        }
    }

    @Test
    void everyJobIsHeardOfOnceInEachStateAndInItsOrder() {
        List<UUID> jobs = new ArrayList<>(engine.jobs()
                .submitAll(IntStream.range(0, 500)
                        .mapToObj(i -> JobRequest.of("work", "anna"))
                        .toList()));
        for (int i = 0; i < 100; i++) {
            jobs.add(engine.jobs().submit(JobRequest.of("work", "bob").withCorrelationId("c" + i)));
        }
        awaitLast(jobs, "COMPLETED");
        Set<List<String>> lives = jobs.stream().map(heard::get).collect(Collectors.toSet());
        // what was claimed ahead and over at once is never told as RUNNING
        assertTrue(
                Set.of(List.of("QUEUED", "RUNNING", "COMPLETED"), List.of("QUEUED", "COMPLETED"))
                        .containsAll(lives),
                lives::toString);
        assertEquals(
                100,
                events.stream()
                        .filter(event -> event.submitter().equals("bob")
                                && event.state().equals("QUEUED")
                                && event.correlationId().isPresent())
                        .count());
    }

    @Test
    void failuresRetriesCancelsAndWaitsAreHeardOf() {
        UUID failed = engine.jobs().submit(JobRequest.of("fail", "anna"));
        awaitLast(List.of(failed), "FAILED");
        engine.deadLetters().retry(List.of(failed), "anna");
        Await.until(() -> heard.get(failed).size() >= 6);
        assertEquals(List.of("QUEUED", "RUNNING", "FAILED", "QUEUED", "RUNNING", "FAILED"), heard.get(failed));

        UUID running = engine.jobs().submit(JobRequest.of("wait", "anna"));
        UUID blocked = engine.jobs().submit(JobRequest.of("work", "anna").dependingOn(Dependency.on(running)));
        UUID later = engine.jobs().submit(JobRequest.of("work", "anna").withDelay(Duration.ofHours(1)));
        awaitLast(List.of(running), "RUNNING");
        engine.jobs().cancel(later, "anna");
        gate.countDown();
        awaitLast(List.of(running, blocked), "COMPLETED");
        awaitLast(List.of(later), "CANCELLED");
        assertEquals(List.of("SCHEDULED", "CANCELLED"), heard.get(later));
        assertEquals("BLOCKED", heard.get(blocked).get(0));
        assertEquals("QUEUED", heard.get(blocked).get(1));
    }

    @Test
    void whatPeopleAskForIsHeardOf() {
        UUID later = engine.jobs().submit(JobRequest.of("work", "anna").withDelay(Duration.ofHours(1)));
        engine.jobs().runNow(later, "anna");
        UUID failed = engine.jobs().submit(JobRequest.of("fail", "anna"));
        awaitLast(List.of(later), "COMPLETED");
        awaitLast(List.of(failed), "FAILED");
        assertEquals(List.of("SCHEDULED", "QUEUED"), heard.get(later).subList(0, 2));
        UUID anew = engine.deadLetters()
                .redrive(List.of(failed), "anna")
                .get(0)
                .job()
                .orElseThrow();
        awaitLast(List.of(anew), "FAILED");
        assertEquals("QUEUED", heard.get(anew).get(0));
        assertEquals(1, heard.get(failed).stream().filter("FAILED"::equals).count());
    }

    @Test
    void whatBeginsInALimitedQueueIsHeardOf() {
        engine.queues().limits("narrow", new QueueLimits(1, Optional.of(1), Optional.empty()));
        UUID job = engine.jobs().submit(JobRequest.of("work", "anna").withQueue("narrow"));
        awaitLast(List.of(job), "COMPLETED");
        assertEquals(List.of("QUEUED", "RUNNING", "COMPLETED"), heard.get(job));
    }

    @Test
    void workDoneOutsideIsHeardOf() throws InterruptedException {
        engine.externalJobs().define("letter", Json.object("{\"queue\": \"mail\"}"));
        UUID letter = engine.jobs().submit(JobRequest.of("letter", "anna"));
        WorkRequest request = WorkRequest.of("printer").withQueue("mail");
        Work first = engine.externalJobs().claim(request).get(0);
        engine.externalJobs().release(letter, first.leaseToken());
        Work second = engine.externalJobs().claim(request).get(0);
        engine.externalJobs().complete(letter, second.leaseToken(), null);
        awaitLast(List.of(letter), "COMPLETED");
        assertEquals(List.of("QUEUED", "RUNNING", "QUEUED", "RUNNING", "COMPLETED"), heard.get(letter));
        Work own = engine.externalJobs().start(JobRequest.of("letter", "anna"), "me", Duration.ofMinutes(1));
        Await.until(() -> List.of("RUNNING").equals(heard.get(own.job())));
    }

    private void awaitLast(List<UUID> jobs, String state) {
        Await.until(() -> jobs.stream().allMatch(job -> {
            List<String> states = heard.getOrDefault(job, List.of());
            return !states.isEmpty() && states.get(states.size() - 1).equals(state);
        }));
    }
}

package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import millwright.database.Database;
import millwright.job.Dependency.OnFailure;
import millwright.node.NodeSteps;
import millwright.queue.QueueSteps;
import millwright.queue.QueueSteps.Appetite;
import millwright.queue.QueueSteps.Ending;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import millwright.waiting.WaitingSteps;
import org.junit.jupiter.api.Test;

/** J14: what has not started so long after it might have is EXPIRED; on a clock that is moved. */
@PostgresTest
class StartTimeoutTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final JobRequest REQUEST = JobRequest.of("work", "anna").withStartTimeout(LIMIT);
    private static final JobRequest OTHER = JobRequest.of("work", "anna");
    private static final String EXPIRES_AT = "SELECT expires_at FROM millwright.job WHERE id = ?";

    private final TestDatabase database;
    private final Jobs jobs;
    private final DeadLetters letters;
    private final WaitingSteps waiting;
    private final QueueSteps queue;
    private final UUID node;
    private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    StartTimeoutTest(TestDatabase database) {
        this.database = database;
        this.waiting = new WaitingSteps(database.database());
        this.queue = new QueueSteps(database.database());
        this.node = new NodeSteps(database.database(), 3).join();
        Definitions definitions = new Definitions(List.of(new FakeRunner(
                List.of(
                        FakeRunner.definition("work"),
                        FakeRunner.definition("prompt")
                                .with(JobPolicy.PLAIN.withStartTimeout(Optional.of(Duration.ofSeconds(30))))),
                attempt -> AttemptEnd.completed(null))));
        AfterCommit afterCommit = new AfterCommit(Optional.empty());
        FakeSignals signals = new FakeSignals();
        this.jobs = new StoredJobs(new JobStore(database.database()), definitions, signals, afterCommit);
        this.letters = new StoredDeadLetters(database.database(), new RequestCheck(definitions), signals, afterCommit);
        database.sql("CREATE TABLE millwright.test_clock (at timestamptz NOT NULL)");
        database.sql("INSERT INTO millwright.test_clock VALUES (?)", now);
        database.sql("CREATE OR REPLACE FUNCTION millwright.clock() RETURNS timestamptz LANGUAGE sql STABLE"
                + " AS 'SELECT at FROM millwright.test_clock'");
    }

    @Test
    void whatIsNotStartedInTimeExpiresAndWhatIsDoesNot() {
        UUID late = jobs.submit(REQUEST.withQueue("late"));
        UUID inTime = jobs.submit(REQUEST);
        UUID free = jobs.submit(OTHER.withQueue("late"));
        assertEquals(now.plus(LIMIT), expiry(late));
        move(LIMIT.minusSeconds(1));
        assertEquals(JobState.QUEUED, state(late));
        assertEquals(
                List.of(inTime), claim().stream().map(RunningAttempt::jobId).toList());
        move(Duration.ofSeconds(1));
        assertEquals(JobState.EXPIRED, state(late));
        assertEquals(JobState.RUNNING, state(inTime));
        move(HOUR);
        assertEquals(JobState.RUNNING, state(inTime));
        assertEquals(JobState.QUEUED, state(free), "it has all the time there is");
    }

    @Test
    void itIsTheFirstAttemptThatMustBeginInTime() {
        UUID id = jobs.submit(REQUEST);
        queue.record(List.of(new Ending(claim().get(0), failed(), Duration.ofMinutes(10))));
        move(Duration.ofMinutes(9));
        assertEquals(JobState.RETRYING, state(id));
        move(HOUR);
        assertEquals(JobState.QUEUED, state(id));
        assertEquals(id, claim().get(0).jobId());
    }

    @Test
    void aDelayDoesNotCount() {
        UUID delayed = jobs.submit(REQUEST.withDelay(HOUR));
        UUID timed = jobs.submit(REQUEST.withRunAt(now.plus(HOUR)));
        UUID past = jobs.submit(REQUEST.withRunAt(now.minus(HOUR)));
        assertEquals(now.plus(HOUR).plus(LIMIT), expiry(delayed));
        assertEquals(now.plus(HOUR).plus(LIMIT), expiry(timed));
        assertEquals(now.plus(LIMIT), expiry(past), "it may run since it was submitted");
        move(HOUR.plus(LIMIT).minusSeconds(1));
        assertEquals(JobState.QUEUED, state(delayed));
        move(Duration.ofSeconds(1));
        assertEquals(JobState.EXPIRED, state(delayed));
    }

    @Test
    void runNowEndsTheDelayAndBeginsTheCount() {
        UUID id = jobs.submit(REQUEST.withDelay(HOUR));
        move(Duration.ofMinutes(10));
        jobs.runNow(id, "otto");
        assertEquals(now.plus(LIMIT), expiry(id));
        Instant sooner = now.plusSeconds(60);
        UUID limited = jobs.submit(REQUEST.withDelay(Duration.ofSeconds(30)).withExpiresAt(sooner));
        jobs.runNow(limited, "otto");
        assertEquals(sooner, expiry(limited));
    }

    @Test
    void theWaitForOtherJobsDoesNotCount() {
        UUID parent = jobs.submit(OTHER.withDelay(HOUR));
        UUID another = jobs.submit(OTHER.withDelay(HOUR));
        UUID child = jobs.submit(REQUEST.dependingOn(Dependency.on(parent)).dependingOn(Dependency.on(another)));
        UUID later = jobs.submit(REQUEST.dependingOn(Dependency.on(parent)).withRunAt(now.plus(Duration.ofHours(3))));
        assertNull(expiry(child));
        move(Duration.ofMinutes(30));
        complete(parent);
        assertNull(expiry(child), "it waits for the other");
        assertEquals(JobState.SCHEDULED, state(later));
        assertEquals(now.plus(Duration.ofMinutes(150)).plus(LIMIT), expiry(later));
        complete(another);
        assertEquals(JobState.QUEUED, state(child));
        assertEquals(now.plus(LIMIT), expiry(child));
        move(LIMIT);
        assertEquals(JobState.EXPIRED, state(child));
    }

    @Test
    void itBeginsTheSameWhenAParentFailedAndTheChildRunsAnyway() {
        UUID parent = jobs.submit(OTHER);
        UUID child = jobs.submit(REQUEST.dependingOn(new Dependency(parent, OnFailure.RUN)));
        move(HOUR);
        jobs.cancel(parent);
        settle();
        assertEquals(now.plus(LIMIT), expiry(child));
    }

    @Test
    void ofTwoLimitsTheEarlierCounts() {
        Instant sooner = now.plusSeconds(60);
        Instant later = now.plus(HOUR);
        assertEquals(sooner, expiry(jobs.submit(REQUEST.withExpiresAt(sooner))));
        assertEquals(now.plus(LIMIT), expiry(jobs.submit(REQUEST.withExpiresAt(later))));
        UUID parent = jobs.submit(OTHER);
        UUID blocked = jobs.submit(REQUEST.withExpiresAt(sooner).dependingOn(Dependency.on(parent)));
        assertEquals(sooner, expiry(blocked), "a time of day also counts for what waits for others");
        complete(parent);
        assertEquals(sooner, expiry(blocked));
    }

    @Test
    void theDefinitionsHoldsUnlessTheRequestHasItsOwn() {
        JobRequest prompt = JobRequest.of("prompt", "anna");
        assertEquals(now.plusSeconds(30), expiry(jobs.submit(prompt)));
        assertEquals(now.plusSeconds(30), expiry(jobs.submit(prompt.withTags(List.of("a")))));
        assertEquals(now.plus(LIMIT), expiry(jobs.submit(prompt.withStartTimeout(LIMIT))));
    }

    @Test
    void aBulkHasOneForEachOfItsJobs() {
        List<UUID> ids = jobs.submitAll(IntStream.range(0, 20)
                .mapToObj(i -> i % 2 == 0 ? OTHER : OTHER.withStartTimeout(Duration.ofMinutes(i)))
                .toList());
        for (int i = 0; i < ids.size(); i++) {
            assertEquals(i % 2 == 0 ? null : now.plus(Duration.ofMinutes(i)), expiry(ids.get(i)));
        }
        List<UUID> named = jobs.submitAll(
                List.of(OTHER.withQueue("chain").withName("first"), REQUEST.dependingOnNamed("first"), REQUEST));
        assertNull(expiry(named.get(1)));
        assertEquals(now.plus(LIMIT), expiry(named.get(2)));
        complete(named.get(0));
        assertEquals(now.plus(LIMIT), expiry(named.get(1)));
    }

    @Test
    void aRetryInPlaceCountsAnewForWhatWasNeverStarted() {
        UUID never = jobs.submit(REQUEST.withTotalTimeout(Duration.ofMinutes(4)).withQueue("late"));
        UUID limited = jobs.submit(REQUEST.withTotalTimeout(Duration.ofMinutes(4))
                .withQueue("late")
                .withExpiresAt(now.plus(Duration.ofMinutes(6))));
        UUID started = jobs.submit(REQUEST);
        queue.record(List.of(new Ending(claim().get(0), failed())));
        move(Duration.ofMinutes(4));
        assertEquals(List.of(JobState.FAILED, JobState.FAILED), List.of(state(never), state(started)));
        letters.retry(List.of(never, limited, started), "otto");
        assertEquals(now.plus(LIMIT), expiry(never));
        assertEquals(now.plus(Duration.ofMinutes(2)), expiry(limited), "a time of day is what it was");
        move(LIMIT);
        assertEquals(JobState.EXPIRED, state(never));
        assertEquals(JobState.QUEUED, state(started));
    }

    @Test
    void aJobThatIsRunAgainAsANewOneHasAsLong() {
        UUID redriven = jobs.submit(REQUEST.withExpiresAt(now.plusSeconds(60)));
        queue.record(List.of(new Ending(claim().get(0), failed())));
        UUID expired = jobs.submit(REQUEST.withExpiresAt(now.plusSeconds(60)));
        UUID parent = jobs.submit(OTHER.withQueue("parents"));
        UUID child = jobs.submit(REQUEST.dependingOn(Dependency.on(parent)));
        settle();
        fail(parent);
        assertEquals(JobState.CANCELLED, state(child));
        move(HOUR);
        UUID anew = letters.redrive(List.of(redriven), "otto").get(0).job().orElseThrow();
        assertEquals(now.plus(LIMIT), expiry(anew));
        UUID repeated = jobs.retry(expired, "otto").orElseThrow().id();
        assertEquals(now.plus(LIMIT), expiry(repeated));
        assertEquals(
                "{\"start_timeout\": \"PT5M\"}",
                database.text("SELECT options::text FROM millwright.job WHERE id = ?", repeated),
                "the time of day was the old one's");
        letters.retry(List.of(parent), "otto", true);
        UUID again = database.database()
                .first(
                        "SELECT id FROM millwright.job WHERE retry_of = ?",
                        row -> row.getObject("id", UUID.class),
                        child)
                .orElseThrow();
        assertNull(expiry(again));
        move(HOUR);
        complete(parent);
        assertEquals(now.plus(LIMIT), expiry(again));
    }

    @Test
    void oneThatIsNoLengthOfTimeIsRefusedWithWhatIsExpected() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(4_000))) {
            InvalidRequestException refused =
                    assertThrows(InvalidRequestException.class, () -> jobs.submit(OTHER.withStartTimeout(wrong)));
            assertEquals("/start_timeout: is " + wrong + ", expected PT0.001S to PT87600H", refused.getMessage());
        }
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job"));
    }

    private static AttemptEnd failed() {
        return AttemptEnd.failed(new JobError(JobError.DATA_ERROR, ErrorCategory.TRANSIENT, "no"));
    }

    /** Of the default queue. */
    private List<RunningAttempt> claim() {
        return claim("default");
    }

    private List<RunningAttempt> claim(String from) {
        return queue.claim(node, List.of(from), List.of("work", "prompt"), List.of(), new Appetite(10, 0, 0));
    }

    /** Whatever its state, as an outcome does. */
    private void complete(UUID id) {
        end(id, AttemptEnd.completed(null));
    }

    private void fail(UUID id) {
        end(id, failed());
    }

    private void end(UUID id, AttemptEnd end) {
        settle();
        if (state(id) == JobState.SCHEDULED) {
            jobs.runNow(id, "otto");
        }
        RunningAttempt attempt = claim(jobs.find(id).orElseThrow().queue()).stream()
                .filter(one -> one.jobId().equals(id))
                .findFirst()
                .orElseThrow();
        assertTrue(queue.record(List.of(new Ending(attempt, end))).contains(id));
        settle();
    }

    private void settle() {
        while (waiting.settle()) {
            // until nothing is due
        }
    }

    private void move(Duration by) {
        now = now.plus(by);
        database.sql("UPDATE millwright.test_clock SET at = ?", now);
        waiting.promote();
        waiting.sweep();
    }

    private Instant expiry(UUID id) {
        return database.database()
                .list(EXPIRES_AT, row -> Optional.ofNullable(Database.instant(row, "expires_at")), id)
                .get(0)
                .orElse(null);
    }

    private JobState state(UUID id) {
        return jobs.find(id).orElseThrow().state();
    }
}

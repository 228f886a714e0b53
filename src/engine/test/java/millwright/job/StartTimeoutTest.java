package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import millwright.job.Dependency.OnFailure;
import millwright.queue.QueueSteps.Ending;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J14: what has not started so long after it might have is EXPIRED; on a clock that is moved. */
@PostgresTest
class StartTimeoutTest extends MovedClockTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final JobRequest REQUEST = JobRequest.of("work", "anna").withStartTimeout(LIMIT);
    private static final JobRequest OTHER = JobRequest.of("work", "anna");

    StartTimeoutTest(TestDatabase database) {
        super(database);
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
}

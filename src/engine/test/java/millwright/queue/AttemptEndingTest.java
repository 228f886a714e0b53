package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.ClaimedJob;
import millwright.job.Definitions;
import millwright.job.Job.AttemptRecord;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.RunningAttempt;
import millwright.retry.ErrorCategory;
import millwright.retry.ErrorRules;
import millwright.retry.JobError;
import millwright.retry.RetryPolicy;
import millwright.testing.FakeRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Q20, E4: what follows the end of an attempt, and how long the next may take. */
class AttemptEndingTest {

    private static final UUID NODE = UUID.randomUUID();
    private static final Instant CLAIMED = Instant.parse("2026-01-01T00:00:00Z");
    private static final JobError AWAY = new JobError("NETWORK_ERROR", ErrorCategory.TRANSIENT, "away");
    private static final RetryPolicy THRICE = new RetryPolicy(3, Duration.ofSeconds(10), 2, Duration.ofMinutes(5));
    private static final JobPolicy POLICY = new JobPolicy(
            Optional.empty(),
            Optional.of(Duration.ofSeconds(100)),
            Optional.empty(),
            THRICE,
            Optional.of(Duration.ofDays(1)),
            Optional.empty(),
            ErrorRules.parse("java.net.ConnectException=MINE:PERMANENT", "TIMEOUT_ERROR=retry*2"));

    private final AttemptEnding ending = ending(POLICY, ErrorRules.parse("", "SPENT=retry*3"));

    @Test
    void aTransientFailureIsTriedAgainAfterTheDrawnDelay() {
        EndedAttempt ended = ending.of(attempt(Json.object("{}"), null), AttemptEnd.failed(AWAY));
        assertEquals(Duration.ofSeconds(5), ended.retryAfter());
        assertEquals(Duration.ofDays(1), ended.keep());
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED FAILED, true",
        "FAILED TIMED_OUT, true",
        "FAILED RELEASED, false",
        "RELEASED LOST, false",
        "LOST TIMED_OUT RELEASED, false"
    })
    void onlyWhatTheAttemptsOwnFaultWasIsCharged(String outcomes, boolean usedUp) {
        AttemptRecord[] earlier = Stream.of(outcomes.split(" ", -1))
                .map(outcome -> record(1, AttemptOutcome.valueOf(outcome), AWAY))
                .toArray(AttemptRecord[]::new);
        EndedAttempt ended = ending.of(attempt(Json.object("{}"), null, earlier), AttemptEnd.failed(AWAY));
        assertEquals(usedUp, ended.retryAfter() == null);
    }

    @Test
    void attemptsOfAnEarlierRoundAreNotCharged() {
        AttemptRecord before = record(0, AttemptOutcome.FAILED, AWAY);
        RunningAttempt attempt = attempt(Json.object("{}"), null, before, before, before);
        assertEquals(
                Duration.ofSeconds(5),
                ending.of(attempt, AttemptEnd.failed(AWAY)).retryAfter());
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED", "CANCELLED", "RELEASED"})
    void whatDidNotFailIsNotTriedAgain(AttemptOutcome outcome) {
        AttemptEnd end = new AttemptEnd(outcome, null, null, null);
        assertNull(ending.of(attempt(Json.object("{}"), null), end).retryAfter());
    }

    @Test
    void theRulesOfTheDefinitionNameWhatWasThrown() {
        EndedAttempt ended =
                ending.of(attempt(Json.object("{}"), null), AttemptEnd.failed(new ConnectException("refused")));
        assertEquals(
                new JobError("MINE", ErrorCategory.PERMANENT, "refused"),
                ended.end().error().from(null));
        assertEquals(
                ConnectException.class.getName(), ended.end().error().origin().exception());
        assertNull(ended.retryAfter());
    }

    @Test
    void theRequestsPolicyReplacesWhatItNames() {
        JsonObject options = Json.object("{\"retry\": {\"max_attempts\": 1}}");
        assertNull(ending.of(attempt(options, null), AttemptEnd.failed(AWAY)).retryAfter());
        options = Json.object("{\"retry\": {\"delay\": \"PT1M\"}}");
        assertEquals(
                Duration.ofSeconds(30),
                ending.of(attempt(options, null), AttemptEnd.failed(AWAY)).retryAfter());
    }

    @Test
    void optionsThatMakeNoSenseEndTheJobAndLoseNoOutcome() {
        JsonObject options = Json.object("{\"retry\": {\"max_attempts\": \"many\"}}");
        EndedAttempt ended = ending.of(attempt(options, null), AttemptEnd.failed(AWAY));
        assertEquals(AWAY, ended.end().error());
        assertNull(ended.retryAfter());
    }

    @Test
    void howeverItEndsAnAttemptOutOfTimeHasTimedOut() {
        for (AttemptEnd end : List.of(AttemptEnd.failed(AWAY), AttemptEnd.cancelled(), AttemptEnd.released())) {
            RunningAttempt attempt = attempt(Json.object("{}"), null);
            attempt.timeOut();
            EndedAttempt ended = ending.of(attempt, end);
            assertEquals(AttemptOutcome.TIMED_OUT, ended.outcome());
            assertEquals("TIMEOUT_ERROR", ended.end().error().code());
            assertEquals(Duration.ofSeconds(5), ended.retryAfter());
        }
    }

    @Test
    void theTimeOfAnAttemptIsTheRequestsElseTheDefinitions() {
        assertNearly(100, begun(attempt(Json.object("{}"), null)));
        assertNearly(7, begun(attempt(Json.object("{\"timeout\": \"PT7S\"}"), null)));
    }

    @Test
    void theJobsDeadlineShortensIt() {
        assertNearly(30, begun(attempt(Json.object("{}"), CLAIMED.plusSeconds(30))));
        assertNearly(100, begun(attempt(Json.object("{}"), CLAIMED.plusSeconds(300))));
    }

    @Test
    void errorsWhoseRuleSaysSoGiveTheNextAttemptLonger() {
        AttemptRecord late = record(1, AttemptOutcome.TIMED_OUT, error("TIMEOUT_ERROR"));
        AttemptRecord spent = record(1, AttemptOutcome.FAILED, error("SPENT"));
        AttemptRecord other = record(1, AttemptOutcome.FAILED, AWAY);
        assertNearly(200, begun(attempt(Json.object("{}"), null, late)));
        assertNearly(1_200, begun(attempt(Json.object("{}"), null, late, other, spent, late)));
        assertNearly(100, begun(attempt(Json.object("{}"), null, record(0, AttemptOutcome.TIMED_OUT, late.error()))));
    }

    @Test
    void withoutATimeOutThereIsNone() {
        RunningAttempt attempt = attempt(Json.object("{}"), null);
        ending(JobPolicy.PLAIN, ErrorRules.NONE).begin(attempt);
        assertEquals(Optional.empty(), attempt.clock().left(System.nanoTime()));
        assertEquals(Optional.empty(), attempt.deadline());
    }

    private RunningAttempt begun(RunningAttempt attempt) {
        ending.begin(attempt);
        return attempt;
    }

    private static void assertNearly(long seconds, RunningAttempt attempt) {
        double left = attempt.clock().left(System.nanoTime()).orElseThrow().toMillis() / 1_000.0;
        assertTrue(left > seconds - 5 && left <= seconds, left + " s are left");
        Duration until = Duration.between(Instant.now(), attempt.deadline().orElseThrow());
        assertTrue(Math.abs(until.toSeconds() - seconds) <= 5, "until then it is " + until);
    }

    private static AttemptEnding ending(JobPolicy policy, ErrorRules configured) {
        FakeRunner runner =
                FakeRunner.of("work", JobDefinition.Kind.METHOD, policy, attempt -> AttemptEnd.completed(null));
        return new AttemptEnding(new Definitions(List.of(runner)), configured, () -> 0.5);
    }

    private static RunningAttempt attempt(JsonObject options, Instant deadline, AttemptRecord... earlier) {
        return new RunningAttempt(new ClaimedJob(
                UUID.randomUUID(),
                "work",
                "default",
                Json.object("{}"),
                options,
                List.of(earlier),
                1,
                earlier.length + 1,
                1,
                NODE,
                CLAIMED,
                deadline,
                "test",
                null));
    }

    private static AttemptRecord record(int round, AttemptOutcome outcome, JobError error) {
        return new AttemptRecord(1, round, NODE, outcome, CLAIMED, CLAIMED, error);
    }

    private static JobError error(String code) {
        return new JobError(code, ErrorCategory.TRANSIENT, "text");
    }
}

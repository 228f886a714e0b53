package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import millwright.job.AttemptEnd;
import millwright.job.JobLifecycle;
import millwright.job.RunningAttempt;
import millwright.queue.OutcomeStore.Recorded;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Q4, Q20, Q21: every way an attempt can end, with what it frees, tells, counts and keeps. */
@PostgresTest
class AttemptOutcomeTest {

    private static final JobError ERROR = new JobError("NETWORK_ERROR", ErrorCategory.TRANSIENT, "unreachable");
    private static final Duration SOON = Duration.ofMinutes(1);

    private final TestDatabase database;
    private final OutcomeStore store;
    private final UUID node;

    AttemptOutcomeTest(TestDatabase database) {
        this.database = database;
        this.store = new OutcomeStore(database.database());
        this.node = Rows.node(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "TIMED_OUT"})
    void aFailureToBeTriedAgainWaitsOutItsDelay(String outcome) {
        RunningAttempt attempt = running();
        Recorded recorded = record(attempt, end(outcome), SOON, null);
        assertEquals(Set.of(attempt.jobId()), recorded.jobs());
        assertTrue(database.isTrue(
                """
                SELECT state = 'RETRYING' AND finished_at IS NULL AND node IS NULL AND attempt_started_at IS NULL
                       AND error IS NULL AND ready AND lease = 1 AND attempts = 1
                       AND run_at BETWEEN millwright.clock() + interval '50 seconds'
                                      AND millwright.clock() + interval '1 minute'
                       AND history -> 0 ->> 'outcome' = ? AND history -> 0 -> 'error' ->> 'message' = 'unreachable'
                  FROM millwright.job
                """,
                outcome));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "TIMED_OUT"})
    void aFailureNotToBeTriedAgainIsADeadLetter(String outcome) {
        record(running(), end(outcome), null, null);
        assertTrue(database.isTrue(
                """
                SELECT state = 'FAILED' AND finished_at IS NOT NULL AND error ->> 'code' = 'NETWORK_ERROR'
                       AND history -> 0 ->> 'outcome' = ?
                  FROM millwright.job
                """,
                outcome));
    }

    @Test
    void aRetryThatCouldNotBeginInTimeIsNone() {
        RunningAttempt attempt = running();
        database.sql("UPDATE millwright.job SET deadline = millwright.clock() + interval '30 seconds'");
        record(attempt, end("FAILED"), SOON, null);
        assertEquals("FAILED", database.text("SELECT state FROM millwright.job"));
        assertNull(database.text("SELECT run_at::text FROM millwright.job"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "TIMED_OUT", "RELEASED", "CANCELLED"})
    void whateverBecameOfAJobThatIsToBeCancelledItIsCancelled(String outcome) {
        RunningAttempt attempt = running();
        database.sql("UPDATE millwright.job SET control = 'CANCEL'");
        record(attempt, end(outcome), SOON, null);
        assertEquals("CANCELLED", database.text("SELECT state FROM millwright.job_archive"));
        assertEquals("CANCELLED", database.text("SELECT outcome FROM millwright.attempt"));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job"));
    }

    @Test
    void theTimesOfAnAttemptAreThoseItTook() {
        RunningAttempt attempt = running();
        database.sql("UPDATE millwright.job SET started_at = NULL, attempt_started_at = NULL");
        long ended = System.nanoTime() - TimeUnit.SECONDS.toNanos(10);
        attempt.clock().begin(ended - TimeUnit.SECONDS.toNanos(5));
        store.record(List.of(new EndedAttempt(attempt, AttemptEnd.completed(null), ended, null, null)));
        assertTrue(
                database.isTrue(
                        """
                SELECT a.ended_at - a.started_at = interval '5 seconds' AND j.started_at = a.started_at
                       AND a.ended_at BETWEEN millwright.clock() - interval '12 seconds'
                                          AND millwright.clock() - interval '10 seconds'
                  FROM millwright.attempt a JOIN millwright.job_archive j ON j.id = a.job_id
                """));
    }

    @Test
    void whatNeverBeganHasNoBeginning() {
        RunningAttempt attempt = running();
        database.sql("UPDATE millwright.job SET started_at = NULL, attempt_started_at = NULL");
        record(attempt, AttemptEnd.released(), null, null);
        assertTrue(
                database.isTrue(
                        """
                SELECT state = 'QUEUED' AND started_at IS NULL AND history -> 0 -> 'started_at' = 'null'
                  FROM millwright.job
                """));
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETED, 0, false",
        "FAILED, 0, false",
        "FAILED, 60, false",
        "TIMED_OUT, 60, false",
        "CANCELLED, 0, false",
        "RELEASED, 0, true"
    })
    void aConcurrencyKeysSlotIsKeptByWhatIsGivenBackAlone(String outcome, long retrySeconds, boolean keeps) {
        RunningAttempt attempt = running();
        database.sql("UPDATE millwright.job SET concurrency_key = 'tenant', concurrency_slots = 3");
        Recorded recorded = record(attempt, end(outcome), retry(retrySeconds), null);
        assertEquals(
                keeps ? 0 : 1,
                database.number("SELECT count(*) FROM millwright.due WHERE kind = 'SLOT' AND key = 'tenant'"
                        + " AND slots = 3"));
        assertTrue(recorded.due());
        assertEquals(
                keeps ? 1 : 0,
                database.number(
                        """
                SELECT count(*) FROM millwright.job
                 WHERE concurrency_key = 'tenant' AND ready AND state IN ('QUEUED', 'RUNNING', 'RETRYING')
                """));
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED, 0", "FAILED, 0", "FAILED, 60", "TIMED_OUT, 60", "CANCELLED, 0", "RELEASED, 0"})
    void theQueuesSlotIsFreedByEveryEnd(String outcome, long retrySeconds) {
        RunningAttempt attempt = running();
        database.sql(
                "INSERT INTO millwright.queue_slot (job_id, queue, lease) VALUES (?, 'default', 1)", attempt.jobId());
        database.sql(
                "INSERT INTO millwright.queue_slot (job_id, queue, lease) VALUES (?, 'default', 1)", UUID.randomUUID());
        record(attempt, end(outcome), retry(retrySeconds), null);
        assertEquals(1, database.number("SELECT count(*) FROM millwright.queue_slot"));
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETED, 0, true",
        "FAILED, 0, true",
        "FAILED, 60, false",
        "TIMED_OUT, 0, true",
        "CANCELLED, 0, true",
        "RELEASED, 0, false"
    })
    void onlyTheEndOfTheJobIsToldAndFreesItsName(String outcome, long retrySeconds, boolean over) {
        RunningAttempt attempt = running();
        database.sql(
                """
                UPDATE millwright.job
                   SET has_dependents = true, awaited = true, unique_key = 'one', unique_until = 'FINISHED'
                """);
        database.sql(
                "INSERT INTO millwright.unique_hold (definition, key, job_id, until) VALUES ('work', 'one', ?, 'FINISHED')",
                attempt.jobId());
        Recorded recorded = record(attempt, end(outcome), retry(retrySeconds), null);
        assertEquals(over ? Set.of(attempt.jobId()) : Set.of(), recorded.awaited());
        assertEquals(
                over ? 1 : 0,
                database.number(
                        "SELECT count(*) FROM millwright.due WHERE kind = 'PARENT' AND job = ?", attempt.jobId()));
        assertEquals(over ? 0 : 1, database.number("SELECT count(*) FROM millwright.unique_hold"));
    }

    @Test
    void aPlainJobLeavesNothingToDo() {
        Recorded recorded = record(running(), AttemptEnd.completed(null), null, null);
        assertFalse(recorded.due());
        assertEquals(Set.of(), recorded.awaited());
        assertEquals(0, database.number("SELECT count(*) FROM millwright.due"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPLETED", "CANCELLED"})
    void aJobThatIsKeptForALimitedTimeSaysUntilWhen(String outcome) {
        record(running(), end(outcome), null, Duration.ofDays(2));
        assertTrue(database.isTrue("SELECT keep_until = finished_at + interval '2 days' FROM millwright.job_archive"));
    }

    @Test
    void theLastProgressGoesIntoTheArchive() {
        RunningAttempt attempt = running();
        attempt.progress(0.5, "half of it");
        record(attempt, AttemptEnd.completed(null), null, null);
        assertEquals("half of it", database.text("SELECT progress ->> 'message' FROM millwright.job_archive"));
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETED, 0, COMPLETED, true",
        "FAILED, 0, FAILED, true",
        "FAILED, 60, RETRYING, true",
        "TIMED_OUT, 0, FAILED, true",
        "CANCELLED, 0, CANCELLED, true",
        "RELEASED, 0, QUEUED, false"
    })
    void everyMoveIsCounted(String outcome, long retrySeconds, String state, boolean measured) {
        RunningAttempt attempt = running();
        database.sql("UPDATE millwright.job SET created_at = millwright.clock() - interval '9 seconds'");
        long ended = System.nanoTime();
        attempt.clock().begin(ended - TimeUnit.SECONDS.toNanos(2));
        store.record(List.of(new EndedAttempt(attempt, end(outcome), ended, retry(retrySeconds), null)));
        assertEquals(
                List.of("RUNNING -1 null 0 0", measured ? state + " 1 44 2000 1" : state + " 1 null 2000 1"),
                database.list(
                        "SELECT state, jobs, bucket, run_millis, waits FROM millwright.job_delta ORDER BY jobs",
                        row -> row.getString(1) + " " + row.getInt(2) + " " + row.getObject(3) + " " + row.getLong(4)
                                + " " + row.getInt(5)));
        long waited = database.number("SELECT sum(wait_millis) FROM millwright.job_delta");
        assertTrue(waited >= 7_000 && waited < 60_000, "waited " + waited);
    }

    @Test
    void aLaterAttemptHasNotWaited() {
        RunningAttempt attempt = running();
        database.sql("UPDATE millwright.job SET started_at = started_at - interval '1 minute'");
        attempt.clock().begin();
        record(attempt, AttemptEnd.completed(null), null, null);
        assertEquals(0, database.number("SELECT sum(waits) FROM millwright.job_delta"));
    }

    @Test
    void theGuardsOfWhatStaysAreOne() {
        assertEquals(JobLifecycle.FAIL.guard("j"), JobLifecycle.RETRY.guard("j"));
        assertEquals(JobLifecycle.FAIL.guard("j"), JobLifecycle.RELEASE.guard("j"));
    }

    private RunningAttempt running() {
        return Rows.running(database, node, 1).get(0);
    }

    private Recorded record(RunningAttempt attempt, AttemptEnd end, Duration retryAfter, Duration keep) {
        return store.record(List.of(new EndedAttempt(attempt, end, System.nanoTime(), retryAfter, keep)));
    }

    private static Duration retry(long seconds) {
        return seconds == 0 ? null : Duration.ofSeconds(seconds);
    }

    private static AttemptEnd end(String outcome) {
        return switch (outcome) {
            case "COMPLETED" -> AttemptEnd.completed(null);
            case "FAILED" -> AttemptEnd.failed(ERROR);
            case "TIMED_OUT" -> AttemptEnd.timedOut(ERROR);
            case "CANCELLED" -> AttemptEnd.cancelled();
            default -> AttemptEnd.released();
        };
    }
}

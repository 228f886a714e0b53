package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.job.AfterCommit;
import millwright.job.InvalidRequestException;
import millwright.job.JobState;
import millwright.testing.FakeSignals;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Q10: what operators say about queues is kept in the database; what makes no sense is refused by its field's name. */
@PostgresTest
class StoredQueuesTest {

    private final TestDatabase database;
    private final FakeSignals signals = new FakeSignals();
    private final Queues queues;

    StoredQueuesTest(TestDatabase database) {
        this.database = database;
        this.queues = new StoredQueues(database.database(), signals, new AfterCommit(Optional.empty()));
    }

    @Test
    void listsSettingsAndCountsOfQueuesWithEither() {
        queues.weight("b", 5);
        database.sql("INSERT INTO millwright.job_count VALUES ('a', 'work', 'QUEUED', 2), ('a', 'other', 'QUEUED', 3),"
                + " ('a', 'work', 'FAILED', 0)");
        List<QueueSettings> all = queues.list();
        assertEquals(List.of("a", "b"), all.stream().map(QueueSettings::name).toList());
        assertEquals(Map.of(JobState.QUEUED, 5L), all.get(0).counts());
        assertEquals(5, all.get(1).weight());
        assertEquals(Optional.empty(), all.get(1).pause());
    }

    @Test
    void aPauseSaysWhoWhenAndWhyUntilItIsResumed() {
        queues.pause("a", "month end", "ann");
        String since = database.text("SELECT paused_at::text FROM millwright.queue");
        queues.pause("a", "year end", "bob");
        QueueSettings.Pause pause = queues.list().get(0).pause().orElseThrow();
        assertEquals("year end by bob", pause.reason() + " by " + pause.by());
        assertEquals(since, database.text("SELECT paused_at::text FROM millwright.queue"));
        queues.resume("a", "ann");
        assertEquals(Optional.empty(), queues.list().get(0).pause());
        assertEquals(1, signals.queued());
    }

    @Test
    void limitsAreSetAndLifted() {
        queues.maxRunning("a", Optional.of(3));
        queues.rate("a", 10, Duration.ofSeconds(1));
        QueueSettings limited = queues.list().get(0);
        assertEquals(Optional.of(3), limited.maxRunning());
        assertEquals(Optional.of(10), limited.rate());
        assertEquals(Optional.of(Duration.ofSeconds(1)), limited.ratePeriod());
        queues.maxRunning("a", Optional.empty());
        queues.anyRate("a");
        QueueSettings open = queues.list().get(0);
        assertEquals(Optional.empty(), open.maxRunning());
        assertEquals(Optional.empty(), open.ratePeriod());
    }

    @Test
    void whatMakesNoSenseIsRefusedByTheNameOfItsField() {
        assertEquals("/weight: is 0, expected 1 to 1000", refusal(() -> queues.weight("a", 0)));
        assertEquals("/max_running: is 0, expected at least 1", refusal(() -> queues.maxRunning("a", Optional.of(0))));
        assertEquals("/rate: is 0, expected at least 1", refusal(() -> queues.rate("a", 0, Duration.ofSeconds(1))));
        assertEquals("/name: is '', expected 1 to 200 characters", refusal(() -> queues.weight("", 1)));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.queue"));
    }

    @Test
    void allLimitsAreSetAtOnceAndARateThatStaysKeepsItsTokens() {
        QueueLimits.Rate rate = new QueueLimits.Rate(10, Duration.ofSeconds(1));
        queues.limits("a", new QueueLimits(5, Optional.of(3), Optional.of(rate)));
        QueueSettings limited = queues.list().get(0);
        assertEquals(5, limited.weight());
        assertEquals(Optional.of(3), limited.maxRunning());
        assertEquals(Optional.of(Duration.ofSeconds(1)), limited.ratePeriod());
        database.sql("UPDATE millwright.queue SET rate_tokens = 4, rate_filled_at = now()");
        queues.limits("a", new QueueLimits(6, Optional.empty(), Optional.of(rate)));
        assertEquals(4, database.number("SELECT rate_tokens FROM millwright.queue WHERE rate_filled_at IS NOT NULL"));
        queues.limits("a", new QueueLimits(6, Optional.empty(), Optional.of(new QueueLimits.Rate(11, rate.period()))));
        assertEquals(0, database.number("SELECT rate_tokens FROM millwright.queue WHERE rate_filled_at IS NULL"));
        queues.limits("a", QueueLimits.NONE);
        QueueSettings open = queues.list().get(0);
        assertEquals(1, open.weight());
        assertEquals(Optional.empty(), open.rate());
    }

    @Test
    void ofLimitsThatMakeNoSenseNoneIsSet() {
        QueueLimits.Rate never = new QueueLimits.Rate(1, Duration.ZERO);
        assertEquals(
                "/rate/period: is 0, expected at least 1",
                refusal(() -> queues.limits("a", new QueueLimits(2, Optional.of(3), Optional.of(never)))));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.queue"));
    }

    @Test
    void aPauseWaitsForTheClaimThatIsUnderWay() throws Exception {
        try (java.sql.Connection claiming = database.connect()) {
            claiming.setAutoCommit(false);
            // as a claim of the queue does
            claiming.createStatement()
                    .execute("SELECT pg_advisory_xact_lock_shared(hashtext('millwright.queue'), hashtext('mail'))");
            java.util.concurrent.CompletableFuture<Void> pausing =
                    java.util.concurrent.CompletableFuture.runAsync(() -> queues.pause("mail", "upgrade", "anna"));
            millwright.testing.Statements.awaitBlocked(database);
            assertEquals(false, pausing.isDone());
            claiming.commit();
            pausing.get();
        }
    }

    private static String refusal(Runnable action) {
        return assertThrows(InvalidRequestException.class, action::run).getMessage();
    }
}

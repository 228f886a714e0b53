package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import millwright.testing.Await;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J8: whoever waits for a job learns of its end, however it came. */
@PostgresTest
class WaitersTest extends FacadeTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    WaitersTest(TestDatabase database) {
        super(database);
    }

    @Test
    void aJobThatIsOverIsNotWaitedFor() throws InterruptedException {
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        jobs.cancel(id);
        assertEquals(JobState.CANCELLED, jobs.await(id, LONG).orElseThrow().state());
    }

    @Test
    void oneMayWaitForEver() throws Exception {
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        ExecutorService waiter = Executors.newSingleThreadExecutor();
        Future<Optional<Job>> end = waiter.submit(() -> jobs.await(id, ChronoUnit.FOREVER.getDuration()));
        Await.until(() -> end.isDone() || database.isTrue("SELECT awaited FROM millwright.job"));
        jobs.cancel(id);
        assertEquals(JobState.CANCELLED, end.get().orElseThrow().state());
        waiter.shutdown();
        transactions.begin();
        assertTrue(jobs.awaitAll(List.of(id), ChronoUnit.FOREVER.getDuration()));
        transactions.rollback();
    }

    @Test
    void oneThatDoesNotEndInTimeIsEmpty() throws InterruptedException {
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        assertTrue(jobs.await(id, SHORT).isEmpty());
        assertTrue(database.isTrue("SELECT awaited FROM millwright.job"));
    }

    @Test
    void anEndNobodyTellsOfIsFoundAllTheSame() throws Exception {
        List<UUID> ids = submit(3);
        ExecutorService waiter = Executors.newSingleThreadExecutor();
        Future<Boolean> all = waiter.submit(() -> jobs.awaitAll(ids, LONG));
        Await.until(() -> database.number("SELECT count(*) FROM millwright.job WHERE awaited") == 3);
        ids.forEach(jobs::cancel);
        assertTrue(all.get());
        waiter.shutdown();
    }

    @Test
    void aJobThatNeverWasIsNotWaitedFor() throws InterruptedException {
        UUID unknown = UUID.fromString("01a20470-edaa-7a4b-8b70-21a22d8c06f6");
        assertTrue(jobs.await(unknown, LONG).isEmpty());
        assertFalse(jobs.isRunning(unknown));
    }

    @Test
    void whoWaitsInsideATransactionKeepsNobodyFromEndingTheJob() throws Exception {
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        transactions.begin();
        assertTrue(jobs.await(id, SHORT).isEmpty());
        try (var other = database.connect()) {
            other.createStatement().execute("SET lock_timeout = '200ms'");
            assertEquals(1, other.createStatement().executeUpdate("DELETE FROM millwright.job"));
        }
        assertTrue(jobs.awaitAll(List.of(id), LONG));
        transactions.rollback();
    }

    @Test
    void aJobOfTheSameTransactionCannotBeWaitedFor() {
        transactions.begin();
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        assertThrows(IllegalStateException.class, () -> jobs.await(id, LONG));
        transactions.rollback();
    }
}

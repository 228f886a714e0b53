package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.testing.Await;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** J8: many wait at once, without a thread each. */
@PostgresTest
class AsyncWaitsTest extends FacadeTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int MOST = 500;

    private final AtomicInteger threads = new AtomicInteger();
    private final AsyncWaits waits;

    AsyncWaitsTest(TestDatabase database) {
        super(database);
        this.waits = new AsyncWaits(new JobStore(database.database()), MOST, task -> {
            threads.incrementAndGet();
            return new Thread(task);
        });
    }

    @AfterEach
    void stop() {
        waits.stop();
    }

    @Test
    void asManyAsMayWaitWithOneThread() throws Exception {
        List<UUID> ids = submit(MOST);
        List<CompletableFuture<Job>> all = new ArrayList<>();
        ids.forEach(id -> all.add(waits.await(id, LONG).toCompletableFuture()));
        assertEquals(
                "500 callers wait on this node already, as many as millwright.sync.waiters allows",
                assertThrows(TooManyWaitersException.class, () -> waits.await(ids.get(0), LONG))
                        .getMessage());
        Await.until(() -> database.number("SELECT count(*) FROM millwright.job WHERE awaited") == MOST);
        ids.forEach(jobs::cancel);
        waits.over(ids);
        for (CompletableFuture<Job> one : all) {
            assertEquals(JobState.CANCELLED, one.get(1, TimeUnit.MINUTES).state());
        }
        assertEquals(1, threads.get());
        assertEquals(
                JobState.CANCELLED,
                waits.await(ids.get(0), LONG)
                        .toCompletableFuture()
                        .get(1, TimeUnit.MINUTES)
                        .state());
    }

    @Test
    void anEndThatNobodyTellsOfIsFoundAllTheSame() throws Exception {
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        CompletableFuture<Job> end = waits.await(id, LONG).toCompletableFuture();
        jobs.cancel(id);
        assertEquals(id, end.get(1, TimeUnit.MINUTES).id());
    }

    @Test
    void oneMayWaitForEver() throws Exception {
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        CompletableFuture<Job> end =
                waits.await(id, ChronoUnit.FOREVER.getDuration()).toCompletableFuture();
        jobs.cancel(id);
        assertEquals(id, end.get(1, TimeUnit.MINUTES).id());
    }

    @Test
    void theFacadeWaitsToo() throws Exception {
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        jobs.cancel(id);
        assertEquals(
                id,
                jobs.awaitAsync(id, LONG)
                        .toCompletableFuture()
                        .get(1, TimeUnit.MINUTES)
                        .id());
        transactions.begin();
        UUID own = jobs.submit(JobRequest.of("capital", "test"));
        assertThrows(IllegalStateException.class, () -> jobs.awaitAsync(own, LONG));
        transactions.rollback();
    }

    @Test
    void whatDoesNotEndInTimeOrNeverWasFails() {
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        assertInstanceOf(
                TimeoutException.class,
                failure(waits.await(id, Duration.ofMillis(50)).toCompletableFuture()));
        UUID unknown = UUID.fromString("01a20470-edaa-7a4b-8b70-21a22d8c06f6");
        assertInstanceOf(
                NoSuchElementException.class, failure(waits.await(unknown, LONG).toCompletableFuture()));
    }

    @Test
    void whoWaitsWhenTheNodeStopsIsTold() {
        UUID id = jobs.submit(JobRequest.of("capital", "test"));
        CompletableFuture<Job> end = waits.await(id, LONG).toCompletableFuture();
        waits.stop();
        assertInstanceOf(CancellationException.class, failure(end));
    }

    private static Throwable failure(CompletableFuture<Job> future) {
        return assertThrows(CompletionException.class, future::join).getCause();
    }
}

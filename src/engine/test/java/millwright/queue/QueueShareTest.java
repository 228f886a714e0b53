package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.job.AttemptEnd;
import millwright.job.JobRequest;
import millwright.job.Jobs;
import millwright.testing.Await;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Q2, Q12, Q14: whose turn it is, between queues and within one, on running nodes. */
@PostgresTest
class QueueShareTest {

    private final TestDatabase database;
    private final Nodes nodes;
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    QueueShareTest(TestDatabase database) {
        this.database = database;
        this.nodes = new Nodes(database);
    }

    @AfterEach
    void stopAll() {
        nodes.stop();
    }

    @Test
    void queuesTakeTurnsByTheirWeights() {
        queued("a", 2, 30);
        queued("b", 2, 30);
        database.sql("INSERT INTO millwright.queue (name, weight) VALUES ('a', 3)");
        runAll(1, new ClaimConfig(0, 0, Set.of(), queue -> 1000), 60);
        long ofA = order.subList(0, 32).stream().filter("a"::equals).count();
        assertTrue(ofA >= 22 && ofA <= 26, "of the first 32: " + ofA);
        // and nothing stays idle once a has no more
        assertEquals(60, order.size());
    }

    @Test
    void whatIsClaimedAheadIsSharedTheSameWay() {
        queued("a", 2, 400);
        queued("b", 2, 400);
        database.sql("INSERT INTO millwright.queue (name, weight) VALUES ('a', 3)");
        runAll(1, ClaimConfig.PLAIN, 800);
        long ofA = order.subList(0, 400).stream().filter("a"::equals).count();
        assertTrue(ofA >= 270 && ofA <= 350, "of the first 400: " + ofA);
    }

    @Test
    void oneInTwentyIsTheOldestWhateverItsPriority() {
        queued("old", 3, 3);
        queued("old", 2, 60);
        nodes.startMethods(config(1, new ClaimConfig(0, 20, Set.of(), queue -> 1000)), attempt -> {
            order.add(database.text("SELECT priority::text FROM millwright.job WHERE id = ?", attempt.jobId()));
            return AttemptEnd.completed(null);
        });
        Await.until(() -> order.size() == 63);
        assertTrue(order.indexOf("3") <= 21, order::toString);
        assertTrue(order.subList(0, 62).stream().filter("3"::equals).count() == 3, order::toString);
    }

    @Test
    void aQueueTakesNoMoreWorkersThanItMayOnTheNode() {
        queued("narrow", 2, 40);
        queued("none", 2, 5);
        Map<String, Integer> workers = Map.of("narrow", 2, "none", 0);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        nodes.startMethods(config(4, new ClaimConfig(1000, 20, Set.of(), q -> workers.getOrDefault(q, 1000))), a -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            return AttemptEnd.completed(null);
        });
        Await.until(() -> archived() == 40);
        assertTrue(most.get() <= 2, "at once: " + most);
        assertEquals(5, database.number("SELECT count(*) FROM millwright.job WHERE state = 'QUEUED'"));
    }

    @Test
    void aNodeServesOnlyItsQueues() {
        Jobs jobs = nodes.startMethods(
                config(1, new ClaimConfig(1000, 20, Set.of("a"), queue -> 1000)), a -> AttemptEnd.completed(null));
        jobs.submit(JobRequest.of("work", "test").withQueue("b"));
        jobs.submit(JobRequest.of("work", "test").withQueue("a"));
        Await.until(() -> archived() == 1);
        assertEquals("b", database.text("SELECT queue FROM millwright.job"));
    }

    @Test
    void theLimitOfAQueueHoldsOverTwoNodes() {
        queued("limited", 2, 60);
        database.sql("INSERT INTO millwright.queue (name, max_running) VALUES ('limited', 3)");
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            nodes.startMethods(config(4, ClaimConfig.PLAIN), attempt -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                running.decrementAndGet();
                return AttemptEnd.completed(null);
            });
        }
        Await.until(() -> archived() == 60);
        assertTrue(most.get() <= 3, "at once: " + most);
        assertEquals(0, database.number("SELECT count(*) FROM millwright.queue_slot"));
    }

    private void runAll(int workers, ClaimConfig claiming, int count) {
        nodes.startMethods(config(workers, claiming), attempt -> {
            order.add(attempt.job().queue());
            return AttemptEnd.completed(null);
        });
        Await.until(() -> archived() == count);
    }

    private static QueueConfig config(int workers, ClaimConfig claiming) {
        return new QueueConfig(
                workers, Duration.ofMillis(100), Duration.ofSeconds(20), Duration.ofSeconds(10), claiming);
    }

    private void queued(String queue, int priority, int count) {
        Rows.queued(database, priority, count);
        database.sql("UPDATE millwright.job SET queue = ? WHERE queue = 'default'", queue);
    }

    private long archived() {
        return database.number("SELECT count(*) FROM millwright.job_archive");
    }
}

package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.JobRequest;
import millwright.job.Jobs;
import millwright.job.Priority;
import millwright.job.RunningAttempt;
import millwright.testing.Await;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Q13: jobs claimed ahead wait on their node without having begun, and go back when something comes between. */
@PostgresTest
class ClaimAheadTest {

    private static final QueueConfig ONE_WORKER =
            new QueueConfig(1, Duration.ofMillis(100), Duration.ofSeconds(20), Duration.ofSeconds(10));
    private static final int WARM = 150;
    private static final JobRequest WORK = JobRequest.of("work", "test");

    private final TestDatabase database;
    private final Nodes nodes;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Set<UUID> begun = ConcurrentHashMap.newKeySet();
    private Jobs jobs;

    ClaimAheadTest(TestDatabase database) {
        this.database = database;
        this.nodes = new Nodes(database);
    }

    /** Some are measured, one holds the only worker, and nine more wait on the node. */
    @BeforeEach
    void claimAhead() {
        jobs = nodes.startMethods(ONE_WORKER, this::run);
        // the first ones take long on a cold machine: the mean has to come down
        for (int i = 0; i < WARM; i++) {
            jobs.submit(WORK);
        }
        Await.until(() -> archived() == WARM);
        begun.clear();
        UUID holding = jobs.submit(WORK.withParameters(Json.object("{\"holds\": true}")));
        Await.until(() -> begun.contains(holding));
        // in one piece: sets grow as long as claims come back full
        Rows.queued(database, 2, 9);
        Await.until(() -> ahead() == 9);
    }

    @AfterEach
    void stopAll() {
        gate.countDown();
        nodes.stop();
    }

    private AttemptEnd run(RunningAttempt attempt) {
        begun.add(attempt.jobId());
        if (attempt.parameters().containsKey("holds")) {
            Nodes.awaitUninterruptibly(gate);
        }
        return AttemptEnd.completed(null);
    }

    @Test
    void theyRunWhenAWorkerIsFree() {
        assertEquals(1, begun.size());
        gate.countDown();
        Await.until(() -> archived() == WARM + 10);
        assertEquals(10, begun.size());
    }

    @Test
    void whatRunsForLongIsShownAsBegun() {
        Await.until(() -> database.number(
                        "SELECT count(*) FROM millwright.job WHERE attempt_started_at IS NOT NULL AND started_at IS NOT NULL")
                == 1);
    }

    @Test
    void aCancelEndsOneThatHasNotBegun() {
        UUID last = database.list(
                        "SELECT id FROM millwright.job ORDER BY position DESC LIMIT 1",
                        row -> row.getObject(1, UUID.class))
                .get(0);
        database.sql("UPDATE millwright.job SET control = 'CANCEL' WHERE id = ?", last);
        Await.until(() -> database.isTrue(
                "SELECT EXISTS (SELECT FROM millwright.job_archive WHERE id = ? AND state = 'CANCELLED')", last));
        gate.countDown();
        Await.until(() -> archived() == WARM + 10);
        assertTrue(!begun.contains(last));
    }

    @Test
    void aPauseGivesThemBack() {
        database.sql("INSERT INTO millwright.queue (name, paused, paused_at) VALUES ('default', true, now())");
        awaitGivenBack(9);
        gate.countDown();
        Await.until(() -> archived() == WARM + 1);
        database.sql("UPDATE millwright.queue SET paused = false, paused_at = NULL");
        Await.until(() -> archived() == WARM + 10);
    }

    @Test
    void theDrainOfTheNodeGivesThemBack() {
        database.sql("UPDATE millwright.node SET draining = true");
        awaitGivenBack(9);
        database.sql("UPDATE millwright.node SET draining = false");
        gate.countDown();
        Await.until(() -> archived() == WARM + 10);
    }

    @Test
    void stoppingTheQueueOnTheNodeGivesThemBack() {
        database.sql("UPDATE millwright.node SET stopped_queues = '{default}'");
        awaitGivenBack(9);
    }

    @Test
    void theStopOfTheNodeGivesThemBack() throws Exception {
        Thread stopping = new Thread(nodes::stop);
        stopping.start();
        awaitGivenBack(9);
        gate.countDown();
        stopping.join();
    }

    @Test
    void aCriticalJobThatCannotBeClaimedAheadHasThemGivenBackAndGoesFirst() {
        UUID critical = jobs.submit(JobRequest.of("batch", "test").withPriority(Priority.CRITICAL));
        awaitGivenBack(9);
        gate.countDown();
        Await.until(() -> archived() == WARM + 11);
        assertTrue(database.isTrue(
                """
                SELECT started_at <= (SELECT min(finished_at) FROM millwright.job_archive
                                       WHERE id NOT IN (?::uuid) AND attempts = 1 AND lease > 2)
                  FROM millwright.job_archive WHERE id = ?
                """,
                critical,
                critical));
    }

    @Test
    void aFencedNodeForgetsThem() {
        nodes.first().fence();
        gate.countDown();
        nodes.stop();
        assertEquals(1, begun.size());
        assertEquals(WARM, archived());
    }

    private void awaitGivenBack(int count) {
        Await.until(() -> database.number(
                        """
                SELECT count(*) FROM millwright.job
                 WHERE state = 'QUEUED' AND attempts = 0 AND lease >= 2 AND started_at IS NULL AND history = '[]'
                """)
                == count);
        assertEquals(1, begun.size());
    }

    private long ahead() {
        return database.number(
                "SELECT count(*) FROM millwright.job WHERE state = 'RUNNING' AND attempt_started_at IS NULL");
    }

    private long archived() {
        return database.number("SELECT count(*) FROM millwright.job_archive");
    }
}

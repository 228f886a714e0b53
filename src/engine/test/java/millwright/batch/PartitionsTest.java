package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.testing.Await;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B6, B7: partitions and flows side by side, and how they end. */
@PostgresTest
@Timeout(120)
class PartitionsTest {

    private static final int ITEMS = 60;

    private final TestDatabase database;
    private BatchBench bench;
    private Script script;

    PartitionsTest(TestDatabase database) {
        this.database = database;
    }

    private void prepare(int threads) {
        bench = new BatchBench(database, threads);
        script = bench.script(ITEMS);
    }

    private AttemptEnd run(RunningAttempt attempt) {
        return bench.run(attempt);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, 0",
        "1, 3, 0",
        "2, 3, 0",
        "4, 3, 0",
        "4, 3, 1",
        "4, 1, 0",
        "2, 50, 0",
        "2, 50, 3",
        "8, 50, 7",
        "4, 60, 0"
    })
    void everyItemOfEveryPartitionIsWrittenOnceHoweverManyThreadsThereAre(int pool, int partitions, int threads) {
        prepare(pool);
        script.ranges.partitions = partitions;
        script.ranges.threads = threads;
        RunningAttempt attempt = bench.claim("ranges");
        assertEquals(AttemptEnd.completed(null), run(attempt));
        assertEquals(ItemsJobTest.numbersTo(ITEMS), bench.written());
        List<PartitionView> seen = bench.batchJobs().partitions(attempt.jobId(), "spread");
        assertEquals(partitions, seen.size());
        assertTrue(seen.stream().allMatch(partition -> partition.batchStatus().equals("COMPLETED")), seen::toString);
        assertEquals(ITEMS, seen.stream().mapToLong(p -> p.counts().written()).sum());
        assertEquals(ITEMS, bench.step(attempt, "spread").counts().read());
        assertEquals(ITEMS, bench.step(attempt, "spread").counts().written());
    }

    @Test
    void partitionsRunSideBySide() throws Exception {
        prepare(3);
        CyclicBarrier meeting = new CyclicBarrier(3);
        script.ranges.opening = from -> meeting.await(30, TimeUnit.SECONDS);
        assertEquals(AttemptOutcome.COMPLETED, run(bench.claim("ranges")).outcome());
    }

    @Test
    void flowsOfASplitRunSideBySide() {
        prepare(2);
        CyclicBarrier meeting = new CyclicBarrier(2);
        AtomicInteger met = new AtomicInteger();
        script.last = attempt -> {
            meeting.await(30, TimeUnit.SECONDS);
            met.incrementAndGet();
        };
        assertEquals(AttemptOutcome.COMPLETED, run(bench.claim("split-flows")).outcome());
        assertEquals(2, met.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 8})
    void partitionsInFlowsComeToAnEndHoweverFewThreadsThereAre(int threads) {
        prepare(threads);
        script.ranges.partitions = 20;
        RunningAttempt attempt = bench.claim("split-ranges");
        assertEquals(AttemptOutcome.COMPLETED, run(attempt).outcome());
        assertEquals(40, script.ranges.opened.size());
        assertEquals(ItemsJobTest.numbersTo(ITEMS), bench.written());
    }

    @Test
    void collectorAnalyzerAndReducerAreCalledAsTheSpecificationSays() {
        prepare(4);
        script.ranges.partitions = 2;
        assertEquals(AttemptOutcome.COMPLETED, run(bench.claim("ranges")).outcome());
        List<String> said = script.ranges.said;
        assertEquals("begin", said.get(0));
        assertEquals(List.of("before completion", "after COMMIT"), said.subList(said.size() - 2, said.size()));
        assertEquals(2, Collections.frequency(said, "status COMPLETED"));
        // after each of the six chunks of a partition, and at its end
        assertEquals(14, Collections.frequency(said, "data"));
    }

    @Test
    void aPartitionThatFailsFailsTheStepAndSaysWhy() {
        prepare(4);
        script.reading = number -> {
            if (number == 47) {
                throw new IllegalArgumentException("line 47 is torn");
            }
        };
        RunningAttempt attempt = bench.claim("ranges");
        AttemptEnd end = run(attempt);
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertEquals("step 'spread': line 47 is torn", end.error().message());
        List<PartitionView> seen = bench.batchJobs().partitions(attempt.jobId(), "spread");
        assertEquals(List.of("COMPLETED", "COMPLETED", "FAILED"), statuses(seen));
        assertEquals("line 47 is torn", seen.get(2).error());
        assertEquals(5, seen.get(2).counts().written());
        assertTrue(script.ranges.said.containsAll(List.of("rollback", "after ROLLBACK")));
    }

    @Test
    void anAnalyzerThatFailsLosesNothingOfThePartitions() {
        prepare(4);
        AtomicBoolean failed = new AtomicBoolean();
        script.ranges.analyzing = status -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("the analyzer is confused");
            }
        };
        RunningAttempt first = bench.claim("ranges");
        assertEquals(AttemptOutcome.FAILED, run(first).outcome());
        assertEquals(
                List.of("COMPLETED", "COMPLETED", "COMPLETED"),
                statuses(bench.batchJobs().partitions(first.jobId(), "spread")));
        script.ranges.opened.clear();
        assertEquals(AttemptOutcome.COMPLETED, run(bench.next(first)).outcome());
        assertEquals(List.of(), script.ranges.opened);
        assertEquals(ItemsJobTest.numbersTo(ITEMS), bench.written());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aStopReachesTheBatchletOfEveryPartition(int threads) throws Exception {
        prepare(threads);
        script.ranges.waitsForStop = true;
        script.ranges.waiting = new CountDownLatch(threads == 0 ? 1 : 3);
        RunningAttempt attempt = bench.claim("range-batchlets");
        Thread stopper = new Thread(() -> {
            try {
                script.ranges.waiting.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Await.until(() -> registered(attempt));
            attempt.stop();
        });
        stopper.start();
        assertEquals(AttemptOutcome.RELEASED, run(attempt).outcome());
        stopper.join();
        if (threads > 0) {
            assertEquals(3, script.ranges.said.size());
        }
        assertTrue(statuses(bench.batchJobs().partitions(attempt.jobId(), "spread")).stream()
                .allMatch("STOPPED"::equals));

        script.ranges.waitsForStop = false;
        assertEquals(AttemptOutcome.COMPLETED, run(bench.next(attempt)).outcome());
    }

    // JBeret registers a batchlet just before it calls it
    private boolean registered(RunningAttempt attempt) {
        return script.ranges.waiting.getCount() == 0 && !attempt.isFenced();
    }

    @Test
    void aStopReachesEveryPartitionOfAChunkStep() {
        prepare(4);
        RunningAttempt attempt = bench.claim("ranges");
        script.processing = number -> {
            if (number == 3) {
                attempt.stop();
            }
        };
        assertEquals(AttemptOutcome.RELEASED, run(attempt).outcome());
        assertEquals(AttemptOutcome.COMPLETED, run(bench.next(attempt)).outcome());
        assertEquals(ItemsJobTest.numbersTo(ITEMS), bench.written());
    }

    @Test
    void anAttemptThatIsInterruptedLeavesNoThreadBehind() throws Exception {
        prepare(4);
        script.ranges.waitsForStop = true;
        script.ranges.waiting = new CountDownLatch(3);
        RunningAttempt attempt = bench.claim("range-batchlets");
        Thread worker = new Thread(() -> run(attempt));
        worker.start();
        script.ranges.waiting.await();
        attempt.fence();
        worker.interrupt();
        worker.join();
        assertEquals(List.of(), script.ranges.said);
        assertEquals(
                0,
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread ->
                                thread.getName().contains(attempt.jobId().toString()))
                        .count());
    }

    private static List<String> statuses(List<PartitionView> partitions) {
        return partitions.stream().map(PartitionView::batchStatus).toList();
    }
}

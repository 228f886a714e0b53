package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.batch.SkippedItem.Kind;
import millwright.batch.SkippedItem.Phase;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;
import millwright.testing.Await;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B2, B6: partitioned steps and splits that lose their node or fail, and the attempts that go on. */
@PostgresTest
@Timeout(120)
class PartitionRestartTest {

    private static final int ITEMS = 60;

    private final TestDatabase database;
    private BatchBench bench;
    private Script script;

    PartitionRestartTest(TestDatabase database) {
        this.database = database;
        prepare(4);
    }

    private void prepare(int threads) {
        database.sql("DROP TABLE IF EXISTS written");
        bench = new BatchBench(database, threads);
        script = bench.script(ITEMS);
    }

    private AttemptOutcome run(RunningAttempt attempt) {
        return bench.run(attempt).outcome();
    }

    /** From this number on, the attempt is somebody else's. */
    private void loseTheNodeAt(int number) {
        AtomicBoolean lost = new AtomicBoolean();
        script.processing = n -> {
            if (n == number && lost.compareAndSet(false, true)) {
                bench.raiseLease();
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "4, 7", "4, 33", "4, 60", "1, 13", "0, 1", "0, 26", "0, 60"})
    void anItemIsWrittenOnceWhereverTheNodeIsLost(int threads, int number) {
        prepare(threads);
        loseTheNodeAt(number);
        RunningAttempt first = bench.claim("ranges");
        run(first);
        assertTrue(first.isFenced());
        assertEquals(AttemptOutcome.COMPLETED, run(bench.next(first)));
        assertEquals(ItemsJobTest.numbersTo(ITEMS), bench.written());
        assertEquals(ITEMS, bench.step(first, "spread").counts().written());
        assertEquals(0, database.number("SELECT count(*) FROM millwright.partition_execution WHERE ended_at IS NULL"));
    }

    @Test
    void aFinishedPartitionNeverRunsAgainAlsoAfterASecondCrash() {
        AtomicInteger attempts = new AtomicInteger();
        script.ranges.working = from -> {
            // the first range is done in the first attempt, the second in the second
            if ((from == 21 && attempts.get() == 0) || (from == 41 && attempts.get() < 2)) {
                throw new IllegalStateException("not yet");
            }
        };
        RunningAttempt first = bench.claim("range-batchlets");
        assertEquals(AttemptOutcome.FAILED, run(first));
        for (int i = 1; i <= 2; i++) {
            attempts.set(i);
            run(bench.next(first));
        }
        assertEquals(1, script.ranges.opened.stream().filter(from -> from == 1).count());
        assertEquals(2, script.ranges.opened.stream().filter(from -> from == 21).count());
        assertEquals(3, script.ranges.opened.stream().filter(from -> from == 41).count());
        assertEquals(
                List.of("exit of 1", "exit of 21", "exit of 41"),
                bench.batchJobs().partitions(first.jobId(), "spread").stream()
                        .map(PartitionView::exitStatus)
                        .toList());
    }

    @Test
    void partitionsThatHadNotBegunAreNotForgotten() {
        script.ranges.partitions = 6;
        script.ranges.threads = 1;
        AtomicBoolean failed = new AtomicBoolean();
        script.ranges.opening = from -> {
            if (from == 11 && failed.compareAndSet(false, true)) {
                // JBeret goes on to begin the others: only a lost node keeps them from that
                bench.raiseLease();
                throw new IllegalStateException("the node is dying");
            }
        };
        RunningAttempt first = bench.claim("ranges");
        run(first);
        assertTrue(database.number("SELECT count(*) FROM millwright.partition_execution") < 6);
        assertEquals(AttemptOutcome.COMPLETED, run(bench.next(first)));
        assertEquals(ItemsJobTest.numbersTo(ITEMS), bench.written());
        assertEquals(6, bench.batchJobs().partitions(first.jobId(), "spread").size());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7})
    void aRestartRunsAsManyPartitionsAsItsFirstPlanHadWhateverTheMapperSays(int partitions) {
        script.ranges.working = from -> {
            if (from == 41) {
                throw new IllegalStateException("not yet");
            }
        };
        RunningAttempt first = bench.claim("range-batchlets");
        assertEquals(AttemptOutcome.FAILED, run(first));
        script.ranges.partitions = partitions;
        script.ranges.working = from -> {};
        script.ranges.opened.clear();
        assertEquals(AttemptOutcome.COMPLETED, run(bench.next(first)));
        assertEquals(1, script.ranges.opened.size());
        assertEquals(
                List.of("COMPLETED", "COMPLETED", "COMPLETED"),
                bench.batchJobs().partitions(first.jobId(), "spread").stream()
                        .map(PartitionView::batchStatus)
                        .toList());
    }

    @Test
    void aPlanThatOverridesBeginsAnewAndTheNextGoesOnWithIt() {
        RunningAttempt first = bench.claim("range-batchlets");
        script.ranges.working = from -> {
            throw new IllegalStateException("all fail");
        };
        assertEquals(AttemptOutcome.FAILED, run(first));

        script.ranges.override = true;
        script.ranges.partitions = 4;
        script.ranges.working = from -> {
            if (from == 46) {
                throw new IllegalStateException("the last one fails");
            }
        };
        script.ranges.opened.clear();
        assertEquals(AttemptOutcome.FAILED, run(bench.next(first)));
        assertEquals(
                List.of(1, 16, 31, 46), script.ranges.opened.stream().sorted().toList());

        script.ranges.override = false;
        script.ranges.working = from -> {};
        script.ranges.opened.clear();
        assertEquals(AttemptOutcome.COMPLETED, run(bench.next(first)));
        assertEquals(List.of(46), script.ranges.opened);
        assertEquals(4, bench.batchJobs().partitions(first.jobId(), "spread").size());
    }

    @Test
    void thePartitionsOfAPlanThatWasOverriddenAreSeenNoMore() {
        script.ranges.partitions = 5;
        script.ranges.working = from -> {
            throw new IllegalStateException("all fail");
        };
        RunningAttempt first = bench.claim("range-batchlets");
        assertEquals(AttemptOutcome.FAILED, run(first));
        script.ranges.override = true;
        script.ranges.partitions = 2;
        script.ranges.working = from -> {};
        assertEquals(AttemptOutcome.COMPLETED, run(bench.next(first)));
        assertEquals(
                List.of("COMPLETED", "COMPLETED"),
                bench.batchJobs().partitions(first.jobId(), "spread").stream()
                        .map(PartitionView::batchStatus)
                        .toList());
    }

    @Test
    void aCompleteStepThatMayStartAgainRunsAllOfItsPartitionsAgain() {
        AtomicBoolean failed = new AtomicBoolean();
        script.last = attempt -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("not yet");
            }
        };
        RunningAttempt first = bench.claim("ranges-again");
        assertEquals(AttemptOutcome.FAILED, run(first));
        script.ranges.opened.clear();
        assertEquals(AttemptOutcome.COMPLETED, run(bench.next(first)));
        assertEquals(List.of(1, 21, 41), script.ranges.opened.stream().sorted().toList());
        assertEquals(3, bench.batchJobs().partitions(first.jobId(), "spread").size());
    }

    @Test
    void anItemThatAPartitionSkipsIsListedWithItsPlaceInThePartition() {
        script.processing = number -> {
            if (number == 25) {
                throw new InvalidItemException(3, "is unlucky", null);
            }
        };
        RunningAttempt attempt = bench.claim("ranges");
        assertEquals(AttemptOutcome.COMPLETED, run(attempt));
        assertEquals(
                List.of(new SkippedItem("spread", 3, Phase.PROCESS, "is unlucky", "25", 1, Kind.SKIPPED)),
                bench.batchJobs().skippedItems(attempt.jobId(), 10));
    }

    @Test
    void aPassingErrorInAPartitionOrAFlowIsTriedAgain() {
        script.ranges.working = from -> {
            if (from == 21) {
                throw new JobException("API_ERROR", ErrorCategory.TRANSIENT, "the bank does not answer");
            }
        };
        for (String definition : List.of("range-batchlets", "split-ranges")) {
            AttemptEnd end = bench.run(bench.claim(definition));
            assertEquals(AttemptOutcome.FAILED, end.outcome());
            assertEquals("API_ERROR", end.error().code());
            assertEquals(ErrorCategory.TRANSIENT, end.error().category());
        }
    }

    @Test
    void flowsOfASplitThatAreCompleteAreNotRunAgain() {
        script.ranges.partitions = 2;
        AtomicBoolean failed = new AtomicBoolean();
        RunningAttempt first = bench.claim("split-ranges");
        script.beforeWriting = numbers -> {
            if (numbers.contains(25) && failed.compareAndSet(false, true)) {
                // the other flow goes on at the same time: what it had not done by now it would rightly do again
                Await.until(() -> bench.batchJobs().progress(first.jobId()).steps().stream()
                        .anyMatch(step -> step.name().equals("spread-one")
                                && step.batchStatus().equals("COMPLETED")));
                bench.raiseLease();
            }
        };
        run(first);
        assertEquals(4, script.ranges.opened.size());
        assertEquals(AttemptOutcome.COMPLETED, run(bench.next(first)));
        assertEquals(4, script.ranges.opened.size());
        assertEquals(ItemsJobTest.numbersTo(ITEMS), bench.written());
        assertEquals(1, script.reports.get());
    }
}

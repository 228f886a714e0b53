package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import millwright.batch.EarlierRunStore.EarlierStep;
import millwright.batch.Estimate.Running;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** B21: how far a job has come, and how long it will take. */
@PostgresTest
class EstimateTest extends ItemsJobTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    EstimateTest(TestDatabase database) {
        super(database);
    }

    @Test
    void theTimeLeftGoesByTheSpeedOfTheCurrentExecution() {
        assertEquals(Duration.ofMinutes(3), Estimate.left(0, 0.25, MINUTE));
        assertEquals(MINUTE, Estimate.left(0.5, 0.75, MINUTE));
        assertEquals(Duration.ZERO, Estimate.left(0, 1, MINUTE));
        assertNull(Estimate.left(0.5, 0.5, MINUTE));
        assertNull(Estimate.left(0, 0.5, Duration.ZERO));
    }

    @Test
    void aReaderThatCannotTellGoesByTheEarlierRun() {
        EarlierStep earlier = new EarlierStep(400, Duration.ofMinutes(9));
        StepView quarter = Estimate.of(step(null, 100), new Running(MINUTE, null, 0), earlier);
        assertEquals(0.25, quarter.fraction());
        assertEquals(Duration.ofMinutes(3), quarter.timeLeft());
        assertEquals(
                0.99,
                Estimate.of(step(null, 1_000), new Running(MINUTE, null, 0), earlier)
                        .fraction());
        assertEquals(
                Duration.ofMinutes(8),
                Estimate.of(step(null, 0), new Running(MINUTE, null, 0), earlier)
                        .timeLeft());
        assertNull(
                Estimate.of(step(null, 100), new Running(MINUTE, null, 0), null).fraction());
        assertEquals(step(null, 100), Estimate.of(step(null, 100), null, earlier));
    }

    @Test
    void aJobTakesItsRunningStepsAndThoseToCome() {
        StepView running = Estimate.of(step(0.5, 100), new Running(MINUTE, null, 0), null);
        Map<String, Running> isRunning = Map.of("import", new Running(MINUTE, null, 0));
        assertEquals(MINUTE, Estimate.ofJob(1, List.of(running), isRunning, Map.of()));
        assertNull(Estimate.ofJob(2, List.of(running), isRunning, Map.of()));
        assertEquals(
                MINUTE.multipliedBy(6),
                Estimate.ofJob(
                        2, List.of(running), isRunning, Map.of("report", new EarlierStep(0, MINUTE.multipliedBy(5)))));
        assertNull(Estimate.ofJob(1, List.of(step(1.0, 100)), Map.of(), Map.of()));
    }

    @Test
    void theSecondRunKnowsTheFirstOnesTotals() {
        script.knowsItsSize = false;
        RunningAttempt first = bench.claim("items");
        BatchProgress before = seenAt(25, first);
        assertNull(before.steps().get(0).fraction(), "nobody can tell");
        assertNull(before.timeLeft());
        database.sql("UPDATE millwright.step_execution SET read_count = 100");

        RunningAttempt second = bench.claim("items");
        BatchProgress seen = seenAt(25, second);
        StepView step = seen.steps().get(0);
        assertEquals(20, step.counts().read());
        assertEquals(0.2, step.fraction());
        assertNotNull(step.timeLeft());
        assertNotNull(seen.timeLeft());
        BatchProgress over = bench.batchJobs().progress(second.jobId());
        assertNull(over.timeLeft());
        assertEquals(1.0, over.fraction());
    }

    @Test
    void theTimeLeftOfPartitionsThatGoOnGoesByWhatTheirCurrentExecutionHasDone() {
        AtomicBoolean failed = new AtomicBoolean();
        script.reading = number -> {
            // in the second chunk of the last of three partitions, the others are done
            if (number == 30 && failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("not yet");
            }
        };
        RunningAttempt first = bench.claim("ranges");
        assertEquals(AttemptOutcome.FAILED, bench.run(first).outcome());

        AtomicReference<BatchProgress> seen = new AtomicReference<>();
        script.processing = number -> {
            if (number == 34) {
                database.sql("UPDATE millwright.step_execution SET started_at = started_at - interval '100 s'"
                        + " WHERE ended_at IS NULL");
                seen.set(bench.batchJobs().progress(first.jobId()));
            }
        };
        assertEquals(AttemptOutcome.COMPLETED, bench.run(bench.next(first)).outcome());
        // of 13 items in that partition 5 were read before, and 5 since
        StepView step = seen.get().steps().get(0);
        assertEquals((2 + 10 / 13.0) / 3, step.fraction(), 1e-9);
        assertEquals(60, (double) step.timeLeft().toSeconds(), 15);
    }

    @Test
    void aPlanThatOverridesBeginsItsFractionAnew() {
        script.ranges.partitions = 2;
        AtomicBoolean failed = new AtomicBoolean();
        script.reading = number -> {
            if (number == ITEMS && failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("not yet");
            }
        };
        RunningAttempt first = bench.claim("ranges");
        assertEquals(AttemptOutcome.FAILED, bench.run(first).outcome());

        script.ranges.override = true;
        script.ranges.partitions = 1;
        BatchProgress seen = seenAt(8, bench.next(first));
        assertEquals(5.0 / ITEMS, seen.steps().get(0).fraction(), 1e-9);
    }

    /** Runs the attempt to its end; what is seen as it processes that item. */
    private BatchProgress seenAt(int number, RunningAttempt attempt) {
        AtomicReference<BatchProgress> seen = new AtomicReference<>();
        script.processing = n -> {
            if (n == number) {
                seen.set(bench.batchJobs().progress(attempt.jobId()));
            }
        };
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        return seen.get();
    }

    private static StepView step(Double fraction, long read) {
        return new StepView(
                "import", "STARTED", null, fraction, new StepCounts(read, 0, 0, 0, 0, 0), Instant.EPOCH, null);
    }
}

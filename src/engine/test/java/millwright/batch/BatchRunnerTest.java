package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** B1, B4: batch jobs that run to their end in one attempt, and what is seen of them meanwhile. */
@PostgresTest
class BatchRunnerTest extends ItemsJobTest {

    BatchRunnerTest(TestDatabase database) {
        super(database);
    }

    @Test
    void aJobWithoutFailuresWritesEachItemOnceAndCountsIt() {
        RunningAttempt attempt = bench.claim("items");
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(numbersTo(ITEMS), bench.written());
        StepView step = bench.step(attempt, "import");
        assertEquals(new StepCounts(ITEMS, ITEMS, 0, 0, 4, 0), step.counts());
        assertEquals("COMPLETED", step.batchStatus());
        assertEquals(1.0, step.fraction());
        BatchProgress progress = bench.batchJobs().progress(attempt.jobId());
        assertEquals(2, progress.stepsTotal());
        assertEquals(1.0, progress.fraction());
        assertEquals("REPORTED", bench.step(attempt, "report").exitStatus());
    }

    @Test
    void aRunningStepShowsWhatItHasCommitted() {
        RunningAttempt attempt = bench.claim("items");
        AtomicInteger chunks = new AtomicInteger();
        script.beforeWriting = numbers -> {
            int committed = chunks.getAndIncrement();
            StepView step = bench.step(attempt, "import");
            assertEquals("STARTED", step.batchStatus());
            assertEquals(committed * 10L, step.counts().read());
            assertEquals(committed, step.counts().commits());
            if (committed == 0) {
                assertNull(step.fraction());
            } else {
                assertEquals(committed * 10.0 / ITEMS, step.fraction(), 1e-9);
                assertEquals(
                        step.fraction() / 2,
                        bench.batchJobs().progress(attempt.jobId()).fraction(),
                        1e-9);
            }
        };
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(4, chunks.get());
    }

    @Test
    void theFlowsOfASplitAllRun() {
        AtomicInteger runs = new AtomicInteger();
        script.last = attempt -> runs.incrementAndGet();
        RunningAttempt attempt = bench.claim("split-flows");
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(2, runs.get());
        assertEquals(3, bench.batchJobs().progress(attempt.jobId()).stepsTotal());
        assertEquals(1, script.reports.get());
    }

    @Test
    void anErrorInAnArtifactFailsTheJobWithItsMessage() {
        script.last = attempt -> {
            throw new NoClassDefFoundError("org/example/Missing");
        };
        AttemptEnd end = bench.run(bench.claim("not-restartable"));
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertTrue(
                end.error().message().contains("org/example/Missing"),
                end.error().message());
    }

    @Test
    void anArtifactThatIsNoBeanIsMadeFromItsClass() {
        RunningAttempt attempt = bench.claim("plain-classes");
        AttemptEnd end = bench.run(attempt);
        assertEquals(AttemptOutcome.COMPLETED, end.outcome(), () -> end.error().message());
        assertEquals("PLAIN", bench.step(attempt, "only").exitStatus());
    }
}

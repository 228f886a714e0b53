package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** B1, B2: batch jobs that fail, stop or lose their node, and the attempt that goes on. */
@PostgresTest
class BatchRestartTest extends ItemsJobTest {

    BatchRestartTest(TestDatabase database) {
        super(database);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anItemIsWrittenOnceWhicheverChunkTheWriterFailsIn(int chunk) {
        AtomicInteger chunks = new AtomicInteger();
        script.afterWriting = numbers -> {
            if (chunks.incrementAndGet() == chunk) {
                throw new IllegalArgumentException("the disk is full");
            }
        };
        assertSecondAttemptCompletesExactly(numbersTo(ITEMS), "step 'import': the disk is full");
        assertEquals(
                new StepCounts(ITEMS, ITEMS, 0, 0, 4, 1),
                stepOfOnlyJob("import").counts());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 11, 15, 35, 36})
    void anItemIsWrittenOnceWhereverTheReaderFails(int number) {
        AtomicBoolean failed = new AtomicBoolean();
        script.reading = n -> {
            if (n == number && failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("the file is gone");
            }
        };
        assertSecondAttemptCompletesExactly(numbersTo(ITEMS), "step 'import': the file is gone");
        assertEquals(
                new StepCounts(ITEMS, ITEMS, 0, 0, 4, 1),
                stepOfOnlyJob("import").counts());
    }

    @Test
    void aRestartPassesOverCompletedSteps() {
        AtomicBoolean failed = new AtomicBoolean();
        script.last = attempt -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("not yet");
            }
        };
        RunningAttempt first = bench.claim("three-steps");
        assertEquals("step 'last': not yet", bench.run(first).error().message());
        RunningAttempt second = bench.next(first);
        assertEquals(AttemptOutcome.COMPLETED, bench.run(second).outcome());
        assertEquals(1, script.opened.get());
        assertEquals(1, script.reports.get());
        assertEquals(numbersTo(ITEMS), bench.written());
        assertEquals(
                List.of("import", "report", "last"),
                bench.batchJobs().progress(first.jobId()).steps().stream()
                        .map(StepView::name)
                        .toList());
    }

    @Test
    void aDecisionAfterACompletedStepIsMadeAgainByWhatThatStepEndedWith() {
        AtomicBoolean failed = new AtomicBoolean();
        script.last = attempt -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("not yet");
            }
        };
        RunningAttempt first = bench.claim("decision");
        assertEquals("step 'yes': not yet", bench.run(first).error().message());
        AttemptEnd end = bench.run(bench.next(first));
        assertEquals(AttemptOutcome.COMPLETED, end.outcome());
        assertEquals(1, script.reports.get());
        assertEquals(List.of("report REPORTED", "report REPORTED"), script.decided);
        assertEquals(
                List.of("report", "yes"),
                bench.batchJobs().progress(first.jobId()).steps().stream()
                        .map(StepView::name)
                        .toList());
    }

    @Test
    void aStepThatMayStartAgainRunsAgainThoughItIsComplete() {
        AtomicBoolean failed = new AtomicBoolean();
        script.last = attempt -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("not yet");
            }
        };
        RunningAttempt first = bench.claim("start-again");
        assertEquals("step 'last': not yet", bench.run(first).error().message());
        assertEquals(AttemptOutcome.COMPLETED, bench.run(bench.next(first)).outcome());
        assertEquals(2, script.reports.get());
    }

    @Test
    void aResultGivenBeforeACrashIsTheResultOfTheJob() {
        script.report = (attempt, steps) -> Json.object("{\"capital\": 12}");
        script.last = attempt -> {
            if (attempt.number() == 1) {
                bench.raiseLease();
            }
        };
        RunningAttempt first = bench.claim("three-steps");
        bench.run(first);
        AttemptEnd end = bench.run(bench.next(first));
        assertEquals(AttemptOutcome.COMPLETED, end.outcome());
        assertEquals(Json.object("{\"capital\": 12}"), end.result());
        assertEquals(1, script.reports.get());
    }

    @Test
    void anExecutionThatCompletedBeforeItsNodeDiedIsNotRunAgain() {
        script.report = (attempt, steps) -> Json.object("{\"attempt\": " + attempt.number() + "}");
        RunningAttempt first = bench.claim("items");
        bench.run(first);
        AttemptEnd end = bench.run(bench.next(first));
        assertEquals(AttemptOutcome.COMPLETED, end.outcome());
        assertEquals(Json.object("{\"attempt\": 1}"), end.result());
        assertEquals(1, script.opened.get());
        assertEquals(numbersTo(ITEMS), bench.written());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 15, 34, 35})
    void aStoppedAttemptIsReleasedAndTheNextGoesOnWhereItEnded(int number) {
        RunningAttempt first = bench.claim("items");
        script.processing = n -> {
            if (n == number) {
                first.stop();
            }
        };
        assertEquals(AttemptOutcome.RELEASED, bench.run(first).outcome());
        assertEquals(numbersTo(number), bench.written());
        assertEquals("STOPPED", bench.step(first, "import").batchStatus());

        RunningAttempt second = bench.next(first);
        assertEquals(AttemptOutcome.COMPLETED, bench.run(second).outcome());
        assertEquals(numbersTo(ITEMS), bench.written());
        StepCounts counts = bench.step(first, "import").counts();
        assertEquals(ITEMS, counts.read());
        assertEquals(ITEMS, counts.written());
    }

    @Test
    void anAttemptThatWasToStopBeforeItBeganReadsNothingAndIsReleased() {
        RunningAttempt first = bench.claim("items");
        first.stop();
        assertEquals(AttemptOutcome.RELEASED, bench.run(first).outcome());
        assertEquals(AttemptOutcome.COMPLETED, bench.run(bench.next(first)).outcome());
        assertEquals(numbersTo(ITEMS), bench.written());
    }

    @Test
    void aLaterStepSeesTheCountsOfAnEarlierOneOverAllAttempts() {
        AtomicBoolean failed = new AtomicBoolean();
        script.beforeWriting = numbers -> {
            if (numbers.contains(25) && failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("once");
            }
        };
        script.report = (attempt, steps) -> Json.object("{\"written\": "
                + steps.counts("import").written() + ", \"none\": "
                + steps.counts("nothing").read() + "}");
        RunningAttempt first = bench.claim("items");
        bench.run(first);
        JsonValue result = bench.run(bench.next(first)).result();
        assertEquals(Json.object("{\"written\": " + ITEMS + ", \"none\": 0}"), result);
    }

    @Test
    void aJobDeclaredNotRestartableIsNotRunTwice() {
        AtomicInteger runs = new AtomicInteger();
        script.last = attempt -> {
            runs.incrementAndGet();
            bench.raiseLease();
        };
        RunningAttempt first = bench.claim("not-restartable");
        bench.run(first);
        AttemptEnd end = bench.run(bench.next(first));
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertEquals("CONFIGURATION_ERROR", end.error().code());
        assertEquals(1, runs.get());
    }
}

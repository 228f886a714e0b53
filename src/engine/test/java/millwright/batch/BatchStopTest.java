package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** B7: attempts of batch jobs that are stopped until somebody restarts them, and what goes on then. */
@PostgresTest
class BatchStopTest extends ItemsJobTest {

    BatchStopTest(TestDatabase database) {
        super(database);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 15, 34, 35})
    void aStoppedAttemptEndsAsStoppedAndTheNextGoesOnWhereItEnded(int number) {
        RunningAttempt first = bench.claim("items");
        script.processing = n -> {
            if (n == number) {
                first.stopUntilRestarted();
            }
        };
        assertEquals(AttemptOutcome.STOPPED, bench.run(first).outcome());
        assertEquals(numbersTo(number), bench.written());
        assertEquals("STOPPED", database.text("SELECT batch_status FROM millwright.job_execution"));

        assertEquals(AttemptOutcome.COMPLETED, bench.run(bench.next(first)).outcome());
        assertEquals(numbersTo(ITEMS), bench.written());
    }

    @Test
    void aCheckpointThatFindsAStopIsTheLast() {
        RunningAttempt attempt = bench.claim("items");
        script.afterWriting = numbers -> {
            if (numbers.contains(15)) {
                database.sql("UPDATE millwright.job SET control = 'STOP'");
            }
        };
        assertEquals(AttemptOutcome.STOPPED, bench.run(attempt).outcome());
        // the chunk that found it is committed, and JBeret ends with the item it reads next
        assertEquals(numbersTo(21), bench.written());
    }

    @Test
    void anAttemptThatIsToStopAndIsThenCancelledIsLeftToItsCancel() {
        RunningAttempt attempt = bench.claim("items");
        attempt.stopUntilRestarted();
        attempt.cancel();
        assertEquals(AttemptOutcome.RELEASED, bench.run(attempt).outcome());
    }

    @Test
    void anAttemptWhoseNodeIsDrainedAfterItWasStoppedIsStopped() {
        RunningAttempt attempt = bench.claim("items");
        attempt.stopUntilRestarted();
        attempt.stop();
        assertEquals(AttemptOutcome.STOPPED, bench.run(attempt).outcome());
    }

    @Test
    void aStopElementStopsTheJobAndItGoesOnAtTheStepItNames() {
        AtomicInteger last = new AtomicInteger();
        script.last = attempt -> last.incrementAndGet();
        RunningAttempt first = bench.claim("stop-element");
        assertEquals(AttemptOutcome.STOPPED, bench.run(first).outcome());
        assertEquals(
                "STOPPED HALF",
                database.text("SELECT batch_status || ' ' || exit_status FROM millwright.job_execution"));
        assertEquals(0, last.get());

        assertEquals(AttemptOutcome.COMPLETED, bench.run(bench.next(first)).outcome());
        assertEquals(1, last.get());
        assertEquals(1, script.reports.get());
    }
}

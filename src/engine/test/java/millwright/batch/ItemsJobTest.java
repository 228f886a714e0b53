package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.testing.TestDatabase;

/** A job that reads numbers, writes them in chunks of ten and reports: the ground of the tests of batch jobs. */
abstract class ItemsJobTest {

    static final int ITEMS = 35;

    final TestDatabase database;
    final BatchBench bench;
    final Script script;

    ItemsJobTest(TestDatabase database) {
        this.database = database;
        this.bench = new BatchBench(database);
        this.script = bench.script(ITEMS);
    }

    /** The first attempt fails as {@code failure}, the second writes what is missing. */
    RunningAttempt assertSecondAttemptCompletesExactly(List<Integer> expected, String failure) {
        RunningAttempt first = bench.claim("items");
        AttemptEnd failed = bench.run(first);
        assertEquals(AttemptOutcome.FAILED, failed.outcome());
        assertEquals(failure, failed.error().message());
        assertEquals("FAILED", bench.step(first, "import").batchStatus());

        AttemptEnd end = bench.run(bench.next(first));
        assertEquals(AttemptOutcome.COMPLETED, end.outcome());
        assertEquals(expected, bench.written());
        return first;
    }

    StepView stepOfOnlyJob(String name) {
        String job = database.text("SELECT id::text FROM millwright.job");
        return bench.batchJobs().progress(java.util.UUID.fromString(job)).steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<Integer> numbersTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }
}

package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** B4: one fraction and one sentence for a job of several steps. */
class BatchProgressTest {

    private final Locale locale = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
    }

    @Test
    void beforeTheFirstAttemptNothingIsDone() {
        BatchProgress progress = new BatchProgress(0, List.of());
        assertEquals(0, progress.fraction());
        assertEquals("", progress.message());
    }

    @Test
    void completedStepsCountWholeAndRunningOnesAsFarAsTheyAre() {
        assertEquals(0.25, progress(2, step("a", "STARTED", 0.5, 1)).fraction(), 1e-9);
        assertEquals(
                0.75,
                progress(2, step("a", "COMPLETED", null, 1), step("b", "STARTED", 0.5, 1))
                        .fraction(),
                1e-9);
        assertEquals(1, progress(1, step("a", "COMPLETED", 0.9, 1)).fraction());
    }

    @Test
    void aStepThatCannotTellCountsOnceItIsDone() {
        assertEquals(0, progress(2, step("a", "STARTED", null, 5)).fraction());
    }

    @Test
    void neverMoreThanOneThoughAStepRanThatWasNotCounted() {
        assertEquals(
                1,
                progress(1, step("a", "COMPLETED", 1.0, 1), step("b", "COMPLETED", 1.0, 1))
                        .fraction());
    }

    @Test
    void theMessageIsTheLatestStepsCountsWhateverTheServersLanguage() {
        Locale.setDefault(Locale.GERMANY);
        assertEquals(
                "import: 4,200 read, 122 written, 3 skipped",
                progress(2, step("first", "COMPLETED", 1.0, 7), step("import", "STARTED", 0.8, 4_200))
                        .message());
    }

    @Test
    void aStepThatReadsNothingShowsItsNameOnly() {
        assertEquals("report", progress(2, step("report", "STARTED", null, 0)).message());
    }

    private static BatchProgress progress(int total, StepView... steps) {
        return new BatchProgress(total, List.of(steps));
    }

    private static StepView step(String name, String status, Double fraction, long read) {
        return new StepView(name, status, null, fraction, new StepCounts(read, 122, 0, 3, 1, 0), Instant.EPOCH, null);
    }
}

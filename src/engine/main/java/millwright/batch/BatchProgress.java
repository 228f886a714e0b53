package millwright.batch;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How far a batch job has come.
 *
 * @param stepsTotal how many steps its job XML has; 0 before the first attempt
 * @param steps those that have begun, in the order in which they first did
 * @param timeLeft an estimate while it runs: its running steps', and what those to come took in the latest earlier run
 *     that completed; null when it cannot be told
 */
public record BatchProgress(int stepsTotal, List<StepView> steps, Duration timeLeft) {

    /** That of a job whose time left is not known. */
    public BatchProgress(int stepsTotal, List<StepView> steps) {
        this(stepsTotal, steps, null);
    }

    /** The job's fraction, 0 to 1: completed steps count whole, a running one as far as it can tell. */
    public double fraction() {
        double done = steps.stream()
                .mapToDouble(step ->
                        step.batchStatus().equals("COMPLETED") ? 1 : step.fraction() == null ? 0 : step.fraction())
                .sum();
        return stepsTotal == 0 ? 0 : Math.min(1, done / stepsTotal);
    }

    /** What the latest step has done, in words; an empty text before any has begun. */
    public String message() {
        if (steps.isEmpty()) {
            return "";
        }
        StepView latest = steps.get(steps.size() - 1);
        StepCounts counts = latest.counts();
        return counts.read() == 0
                ? latest.name()
                : String.format(
                        Locale.ROOT,
                        "%s: %,d read, %,d written, %,d skipped",
                        latest.name(),
                        counts.read(),
                        counts.written(),
                        counts.skipped());
    }
}

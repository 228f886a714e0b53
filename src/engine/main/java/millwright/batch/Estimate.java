package millwright.batch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.batch.EarlierRunStore.EarlierStep;

/** Says how far steps have come and how long they will take, by their own speed and by an earlier run (B21). */
final class Estimate {

    /** What is not complete is not shown as complete, however much more it reads than the earlier run did. */
    private static final double MOST = 0.99;

    private Estimate() {}

    /**
     * What a running step's newest execution has done.
     *
     * @param fractionBefore with which it began, or null
     * @param readBefore items that earlier executions had read
     */
    record Running(Duration elapsed, Double fractionBefore, long readBefore) {}

    /** {@code step} with the part of its input read, if it can be told, and the time left. */
    static StepView of(StepView step, Running running, EarlierStep earlier) {
        if (running == null) {
            return step;
        }
        Double fraction = step.fraction();
        double before = running.fractionBefore() == null ? 0 : running.fractionBefore();
        if (fraction == null && earlier != null && earlier.read() > 0) {
            fraction = Math.min(MOST, (double) step.counts().read() / earlier.read());
            before = (double) running.readBefore() / earlier.read();
        }
        Duration left = fraction == null ? null : left(before, fraction, running.elapsed());
        if (left == null && earlier != null) {
            left = rest(earlier.took(), running.elapsed());
        }
        return new StepView(
                step.name(),
                step.batchStatus(),
                step.exitStatus(),
                fraction,
                step.counts(),
                step.startedAt(),
                step.endedAt(),
                left);
    }

    /** At the speed of the current execution; null as long as that has not come on. */
    static Duration left(double before, double fraction, Duration elapsed) {
        double gained = fraction - before;
        if (gained <= 0 || elapsed.isZero() || elapsed.isNegative()) {
            return null;
        }
        return Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - fraction) / gained));
    }

    private static Duration rest(Duration whole, Duration done) {
        Duration rest = whole.minus(done);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /**
     * The running steps' time, and what the earlier run took for the steps that have not begun; null when something of
     * it cannot be told. Flows that run side by side are taken one after the other.
     *
     * @param isRunning by the step's name
     */
    static Duration ofJob(
            int stepsTotal, List<StepView> steps, Map<String, Running> isRunning, Map<String, EarlierStep> earlier) {
        Duration left = Duration.ZERO;
        Map<String, EarlierStep> toCome = new HashMap<>(earlier);
        for (StepView step : steps) {
            toCome.remove(step.name());
            if (isRunning.containsKey(step.name())) {
                if (step.timeLeft() == null) {
                    return null;
                }
                left = left.plus(step.timeLeft());
            }
        }
        if (isRunning.isEmpty() || (earlier.isEmpty() && steps.size() < stepsTotal)) {
            return null;
        }
        return toCome.values().stream().map(EarlierStep::took).reduce(left, Duration::plus);
    }
}

package millwright.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import millwright.benchmarks.Rounds.Ratio;
import millwright.benchmarks.Trial.Task;
import org.junit.jupiter.api.Test;

/** B3: what is printed of several runs. */
class RoundsTest {

    private static final Trial OURS = Trial.of("ours", Task.DRAIN, "a");
    private static final Trial FAST = Trial.of("fast", Task.DRAIN, "b");
    private static final Trial SLOW = Trial.of("slow", Task.DRAIN, "c");

    @Test
    void printsMedianAndRangeAndTakesTheRatioWithinARunToTheBestOfTheOthers() throws Exception {
        // run by run: ours, fast, slow
        Queue<Integer> rates = new ArrayDeque<>(List.of(400, 100, 50, 300, 50, 60, 900, 300, 10));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Rounds rounds = new Rounds(
                new Lines(new PrintStream(output, true, StandardCharsets.UTF_8)),
                trial -> List.of("rate " + rates.remove() + " jobs/s"),
                3);
        rounds.measure(
                List.of(OURS, FAST, SLOW), List.of(Ratio.toBest("ratio", "ours.rate", "fast.rate", "slow.rate")));
        List<String> lines = output.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(
                List.of("ours.rate 400 jobs/s", "ours.rate.min 300 jobs/s", "ours.rate.max 900 jobs/s"),
                lines.subList(0, 3));
        assertEquals(
                List.of("ratio 4.000 x", "ratio.min 3.000 x", "ratio.max 5.000 x"),
                lines.subList(lines.size() - 3, lines.size()));
    }

    @Test
    void aRatioToWhatWasNotMeasuredIsLeftOut() throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Rounds rounds = new Rounds(
                new Lines(new PrintStream(output, true, StandardCharsets.UTF_8)), trial -> List.of("rate 5 jobs/s"), 1);
        rounds.measure(List.of(OURS), List.of(Ratio.toBest("ratio", "ours.rate", "fast.rate")));
        assertEquals(
                List.of("ours.rate 5.000 jobs/s"),
                output.toString(StandardCharsets.UTF_8).lines().toList());
    }
}

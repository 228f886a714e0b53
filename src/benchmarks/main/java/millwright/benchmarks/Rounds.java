package millwright.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Runs the contenders in turns, several times over, and prints the median and the range of every line (B3). */
public final class Rounds {

    private final Lines lines;
    private final Runner trials;
    private final int runs;

    /** Runs one trial; its lines. */
    public interface Runner {
        List<String> run(Trial trial) throws IOException, SQLException, InterruptedException;
    }

    Rounds(Lines lines, Runner trials, int runs) {
        this.lines = lines;
        this.trials = trials;
        this.runs = runs;
    }

    /** A figure derived from those of one run; NaN where it cannot be. */
    public record Ratio(String name, String unit, ToDoubleFunction<Map<String, Double>> of) {

        Ratio(String name, ToDoubleFunction<Map<String, Double>> of) {
            this(name, "x", of);
        }

        /** By how much {@code one} is more than {@code other}. */
        public static Ratio difference(String name, String unit, String one, String other) {
            return new Ratio(name, unit, run -> value(run, one) - value(run, other));
        }

        /** @param others the best of these is what we are held against */
        public static Ratio toBest(String name, String ours, String... others) {
            return new Ratio(
                    name,
                    run -> value(run, ours)
                            / Arrays.stream(others)
                                    .mapToDouble(other -> value(run, other))
                                    .filter(v -> !Double.isNaN(v))
                                    .max()
                                    .orElse(Double.NaN));
        }

        private static double value(Map<String, Double> run, String name) {
            return run.getOrDefault(name, Double.NaN);
        }
    }

    public void measure(List<Trial> contenders, List<Ratio> ratios)
            throws IOException, SQLException, InterruptedException {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        Map<String, String> units = new LinkedHashMap<>();
        for (int i = 1; i <= runs; i++) {
            System.err.println("# run " + i + " of " + runs);
            Map<String, Double> run = new LinkedHashMap<>();
            for (Trial trial : contenders) {
                for (String line : trials.run(trial)) {
                    String[] words = line.split(" ", 3);
                    run.put(trial.name() + "." + words[0], Double.valueOf(words[1]));
                    units.put(trial.name() + "." + words[0], words[2]);
                }
            }
            for (Ratio ratio : ratios) {
                double value = ratio.of().applyAsDouble(run);
                if (!Double.isNaN(value)) {
                    run.put(ratio.name(), value);
                    units.put(ratio.name(), ratio.unit());
                }
            }
            run.forEach((name, value) ->
                    values.computeIfAbsent(name, key -> new ArrayList<>()).add(value));
        }
        values.forEach((name, all) -> print(name, all, units.get(name)));
    }

    private void print(String name, List<Double> all, String unit) {
        List<Double> sorted = all.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        lines.print(name, median, unit);
        if (sorted.size() > 1) {
            lines.print(name + ".min", sorted.get(0), unit);
            lines.print(name + ".max", sorted.get(sorted.size() - 1), unit);
        }
    }
}

package millwright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The figures of kept results, by their names, as a table shows them. */
final class Figures {

    static final String NONE = "–";

    private final Map<String, String> values = new HashMap<>();

    /** @param results the folder with the files */
    static Figures of(Path results) throws IOException {
        Figures figures = new Figures();
        try (Stream<Path> files = Files.list(results)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                figures.read(file);
            }
        }
        return figures;
    }

    private void read(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", -1);
            if (words.length == 3) {
                values.put(words[0], words[1]);
            }
        }
    }

    static void row(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
    }

    String text(String name) {
        return values.getOrDefault(name, NONE);
    }

    String better(String one, String other) {
        return number(one) >= number(other) ? one : other;
    }

    private double number(String name) {
        return values.containsKey(name) ? Double.parseDouble(values.get(name)) : Double.NaN;
    }

    String whole(String name) {
        return values.containsKey(name)
                ? String.format(Locale.ROOT, "%,.0f", number(name)) + range(name, "%,.0f")
                : NONE;
    }

    String times(String name) {
        return values.containsKey(name) ? String.format(Locale.ROOT, "%.2f", number(name)) + range(name, "%.2f") : NONE;
    }

    String both(String name) {
        return values.containsKey(name + ".cpu")
                ? String.format(
                        Locale.ROOT, "%.0f + %.0f", number(name + ".cpu_java"), number(name + ".cpu_postgresql"))
                : NONE;
    }

    String percentiles(String name) {
        return values.containsKey(name + ".p50")
                ? String.format(Locale.ROOT, "%.1f, %.1f", number(name + ".p50"), number(name + ".p99"))
                : NONE;
    }

    private String range(String name, String format) {
        return values.containsKey(name + ".min")
                ? String.format(
                        Locale.ROOT, " [" + format + " – " + format + "]", number(name + ".min"), number(name + ".max"))
                : "";
    }
}

package millwright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the README says of the results that were kept. */
@Command(name = "table", description = "Prints the README's tables from the kept output of the other commands")
final class TableCommand implements Callable<Integer> {

    private static final String NONE = "–";

    @Parameters(
            index = "0",
            defaultValue = "src/benchmarks/results",
            description = "The folder with the files (default: ${DEFAULT-VALUE})")
    Path results;

    private final Map<String, String> values = new HashMap<>();

    @Override
    public Integer call() throws IOException {
        System.out.print(tables(results));
        return 0;
    }

    /** @return Markdown; a figure that no file has is a dash */
    static String tables(Path results) throws IOException {
        TableCommand table = new TableCommand();
        try (Stream<Path> files = Files.list(results)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                table.read(file);
            }
        }
        return table.machine() + "\n" + table.peers() + "\n" + table.growth() + new HttpTable(table.values).text();
    }

    private void read(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", -1);
            if (words.length == 3) {
                values.put(words[0], words[1]);
            }
        }
    }

    private String machine() {
        return """
                On %s cores with %s GiB, Java %s, PostgreSQL %s with `fsync` on, 8 workers, jobs that do nothing, each
                JVM warmed up by 50,000 of them, 5,000 where they go one by one; medians of runs in turns, in brackets their
                range.
                """
                .formatted(
                        text("machine.processors"),
                        text("machine.memory"),
                        text("java").replaceAll("\\+.*", ""),
                        text("postgresql"));
    }

    private String peers() {
        StringBuilder table = new StringBuilder(
                """
                | | Millwright | db-scheduler | bare JDBC in batches | to db-scheduler | to bare JDBC |
                | --- | --- | --- | --- | --- | --- |
                """);
        for (String waiting : List.of("10000", "100000")) {
            String name = "throughput." + waiting + ".";
            String jobs = waiting.equals("10000") ? "10,000" : "100,000";
            row(
                    table,
                    jobs + " waiting jobs, jobs/s",
                    whole(name + "millwright.rate"),
                    whole(better(name + "db-scheduler.rate", name + "db-scheduler-fetch.rate")),
                    whole(name + "bare-jdbc.rate"),
                    times(name + "ratio_to_db-scheduler"),
                    times(name + "ratio_to_bare-jdbc"));
        }
        String cpu = "throughput.100000.";
        row(
                table,
                "CPU a job, Java + PostgreSQL, µs",
                both(cpu + "millwright"),
                both(cpu + "db-scheduler"),
                both(cpu + "bare-jdbc"),
                NONE,
                NONE);
        for (String way : List.of("1-thread", "8-threads", "bulk")) {
            row(
                    table,
                    "submit, " + (way.equals("bulk") ? "bulks of 10,000" : way.replace('-', ' ')) + ", jobs/s",
                    whole("submit.millwright." + way + ".rate"),
                    whole("submit.db-scheduler." + way + ".rate"),
                    whole("submit.bare-jdbc." + way + ".rate"),
                    times("submit.ratio_to_db-scheduler." + way),
                    times("submit.ratio_to_bare-jdbc." + way));
        }
        for (String node : List.of("same", "other")) {
            String name = "latency." + node + "-node.";
            row(
                    table,
                    "submit to start, " + node + " node, p50 and p99, ms",
                    percentiles(name + "millwright"),
                    percentiles(name + "db-scheduler"),
                    NONE,
                    NONE,
                    NONE);
        }
        return table.toString();
    }

    private String growth() {
        StringBuilder table = new StringBuilder(
                """
                | compared with a database where that is not so | jobs/s | CPU a job | pages a job |
                | --- | --- | --- | --- |
                """);
        grown(table, "5,000,000 archived jobs, 1,000,000 blocked, scheduled or paused", "history.ratio.");
        grown(table, "1,000,000 jobs of one saturated concurrency key in front", "crowd.key.ratio.");
        grown(table, "1,000,000 jobs in a paused queue", "crowd.paused.ratio.");
        grown(table, "a transaction with an xid held idle for 10 minutes at 500 jobs/s", "held.xid.ratio.");
        grown(table, "the same with a REPEATABLE READ snapshot", "held.snapshot.ratio.");
        return table
                + """

                Submit to start in the first of these, compared: p50 %s, p99 %s.
                Heap of a node, 10,000 and 1,000,000 jobs waiting: %s and %s MiB.
                """
                        .formatted(
                                times("history.ratio.latency.p50"),
                                times("history.ratio.latency.p99"),
                                text("memory.few.heap"),
                                text("memory.many.heap"));
    }

    private void grown(StringBuilder table, String what, String name) {
        row(table, what, times(name + "rate"), times(name + "cpu"), times(name + "buffers"));
    }

    private static void row(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private String text(String name) {
        return values.getOrDefault(name, NONE);
    }

    private String better(String one, String other) {
        return number(one) >= number(other) ? one : other;
    }

    private double number(String name) {
        return values.containsKey(name) ? Double.parseDouble(values.get(name)) : Double.NaN;
    }

    private String whole(String name) {
        return values.containsKey(name)
                ? String.format(Locale.ROOT, "%,.0f", number(name)) + range(name, "%,.0f")
                : NONE;
    }

    private String times(String name) {
        return values.containsKey(name) ? String.format(Locale.ROOT, "%.2f", number(name)) + range(name, "%.2f") : NONE;
    }

    private String both(String name) {
        return values.containsKey(name + ".cpu")
                ? String.format(
                        Locale.ROOT, "%.0f + %.0f", number(name + ".cpu_java"), number(name + ".cpu_postgresql"))
                : NONE;
    }

    private String percentiles(String name) {
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

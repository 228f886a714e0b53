package millwright.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the README says of the results that were kept. */
@Command(name = "table", description = "Prints the README's tables from the kept output of the other commands")
final class TableCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            defaultValue = "src/benchmarks/results",
            description = "The folder with the files (default: ${DEFAULT-VALUE})")
    Path results;

    private Figures figures;

    @Override
    public Integer call() throws IOException {
        System.out.print(tables(results));
        return 0;
    }

    /** @return Markdown; a figure that no file has is a dash */
    static String tables(Path results) throws IOException {
        TableCommand table = new TableCommand();
        table.figures = Figures.of(results);
        return table.machine() + "\n" + table.peers() + "\n" + table.growth() + "\n"
                + new BatchTable(table.figures).text();
    }

    private String machine() {
        return """
                On %s cores with %s GiB, Java %s, PostgreSQL %s with `fsync` on, 8 workers, jobs that do nothing, each
                JVM warmed up by 50,000 of them, 5,000 where they go one by one; medians of runs in turns, in brackets their
                range.
                """
                .formatted(
                        figures.text("machine.processors"),
                        figures.text("machine.memory"),
                        figures.text("java").replaceAll("\\+.*", ""),
                        figures.text("postgresql"));
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
            Figures.row(
                    table,
                    jobs + " waiting jobs, jobs/s",
                    figures.whole(name + "millwright.rate"),
                    figures.whole(figures.better(name + "db-scheduler.rate", name + "db-scheduler-fetch.rate")),
                    figures.whole(name + "bare-jdbc.rate"),
                    figures.times(name + "ratio_to_db-scheduler"),
                    figures.times(name + "ratio_to_bare-jdbc"));
        }
        String cpu = "throughput.100000.";
        Figures.row(
                table,
                "CPU a job, Java + PostgreSQL, µs",
                figures.both(cpu + "millwright"),
                figures.both(cpu + "db-scheduler"),
                figures.both(cpu + "bare-jdbc"),
                Figures.NONE,
                Figures.NONE);
        for (String way : List.of("1-thread", "8-threads", "bulk")) {
            Figures.row(
                    table,
                    "submit, " + (way.equals("bulk") ? "bulks of 10,000" : way.replace('-', ' ')) + ", jobs/s",
                    figures.whole("submit.millwright." + way + ".rate"),
                    figures.whole("submit.db-scheduler." + way + ".rate"),
                    figures.whole("submit.bare-jdbc." + way + ".rate"),
                    figures.times("submit.ratio_to_db-scheduler." + way),
                    figures.times("submit.ratio_to_bare-jdbc." + way));
        }
        for (String node : List.of("same", "other")) {
            String name = "latency." + node + "-node.";
            Figures.row(
                    table,
                    "submit to start, " + node + " node, p50 and p99, ms",
                    figures.percentiles(name + "millwright"),
                    figures.percentiles(name + "db-scheduler"),
                    Figures.NONE,
                    Figures.NONE,
                    Figures.NONE);
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
                                figures.times("history.ratio.latency.p50"),
                                figures.times("history.ratio.latency.p99"),
                                figures.text("memory.few.heap"),
                                figures.text("memory.many.heap"));
    }

    private void grown(StringBuilder table, String what, String name) {
        Figures.row(
                table,
                what,
                figures.times(name + "rate"),
                figures.times(name + "cpu"),
                figures.times(name + "buffers"));
    }
}

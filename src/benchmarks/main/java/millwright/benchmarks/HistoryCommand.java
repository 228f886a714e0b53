package millwright.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import millwright.benchmarks.Rounds.Ratio;
import millwright.benchmarks.Trial.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether cost grows with what is in the tables. */
@Command(
        name = "history",
        description = "Throughput and latency with millions of jobs in the tables that are over or wait for something,"
                + " against empty ones")
final class HistoryCommand extends Measurement {

    @Option(names = "--archived", description = "Jobs that are over (default: ${DEFAULT-VALUE})")
    int archived = 5_000_000;

    @Option(
            names = "--waiting",
            description = "Jobs blocked, scheduled or in a paused queue, a third each (default: ${DEFAULT-VALUE})")
    int waiting = 1_000_000;

    @Option(names = "--jobs", description = "How many are run (default: ${DEFAULT-VALUE})")
    int jobs = 50_000;

    @Option(names = "--seconds", description = "How long latency is measured (default: ${DEFAULT-VALUE})")
    int seconds = 15;

    @Override
    public void measure(DatabaseServer server, Rounds rounds) throws IOException, SQLException, InterruptedException {
        String empty = Seeds.migrated(server, "empty");
        String full = Seeds.migrated(server, "full");
        Seeds.archived(server, full, archived);
        Seeds.blocked(server, full, waiting / 3);
        Seeds.scheduled(server, full, waiting / 3);
        Seeds.paused(server, full, waiting / 3);
        Seeds.settle(server, full);

        rounds.measure(
                List.of(
                        drain("history.empty", empty),
                        drain("history.full", full),
                        latency("history.empty.latency", empty),
                        latency("history.full.latency", full)),
                List.of(ratio("rate"), ratio("cpu"), ratio("buffers"), ratio("latency.p50"), ratio("latency.p99")));
    }

    private Trial drain(String name, String database) {
        return trial(name, Task.DRAIN, Contender.MILLWRIGHT).in(database).with("jobs", jobs);
    }

    private Trial latency(String name, String database) {
        return trial(name, Task.LATENCY, Contender.MILLWRIGHT).in(database).with("seconds", seconds);
    }

    private static Ratio ratio(String line) {
        return Ratio.toBest("history.ratio." + line, "history.full." + line, "history.empty." + line);
    }
}

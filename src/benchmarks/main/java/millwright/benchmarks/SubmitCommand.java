package millwright.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import millwright.benchmarks.Rounds.Ratio;
import millwright.benchmarks.Trial.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many jobs are accepted in a second. */
@Command(name = "submit", description = "Jobs are submitted one by one from 1 and 8 threads, and in bulks: jobs/s")
final class SubmitCommand extends Measurement {

    @Option(names = "--jobs", description = "How many one by one (default: ${DEFAULT-VALUE})")
    int jobs = 30_000;

    @Option(names = "--bulk", description = "How many in bulks (default: ${DEFAULT-VALUE})")
    int bulk = 100_000;

    @Option(names = "--bulk-size", description = "How many in one bulk (default: ${DEFAULT-VALUE})")
    int bulkSize = 10_000;

    @Override
    public void measure(DatabaseServer server, Rounds rounds) throws IOException, SQLException, InterruptedException {
        List<Trial> trials = Stream.of(Contender.MILLWRIGHT, Contender.DB_SCHEDULER, Contender.BARE_JDBC)
                .map(contender -> trial("submit." + contender, Task.SUBMIT, contender)
                        .with("jobs", jobs)
                        .with("bulk", bulk)
                        .with("bulk-size", bulkSize))
                .toList();
        List<Ratio> ratios = Stream.of("1-thread", "8-threads", "bulk")
                .flatMap(way -> Stream.of(Contender.DB_SCHEDULER, Contender.BARE_JDBC)
                        .map(other -> Ratio.toBest(
                                "submit.ratio_to_" + other + "." + way,
                                "submit.millwright." + way + ".rate",
                                "submit." + other + "." + way + ".rate")))
                .toList();
        rounds.measure(trials, ratios);
    }
}

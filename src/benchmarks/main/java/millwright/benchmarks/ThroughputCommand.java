package millwright.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import millwright.benchmarks.Rounds.Ratio;
import millwright.benchmarks.Trial.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many no-op jobs a node gets through, and what a job costs in CPU. */
@Command(name = "throughput", description = "No-op jobs that wait are run: jobs/s, CPU and pages per job")
final class ThroughputCommand extends Measurement {

    @Option(names = "--jobs", split = ",", description = "How many wait (default: ${DEFAULT-VALUE})")
    List<Integer> jobs = List.of(10_000, 100_000);

    @Override
    public void measure(DatabaseServer server, Rounds rounds) throws IOException, SQLException, InterruptedException {
        for (int waiting : jobs) {
            String name = "throughput." + waiting + ".";
            List<Trial> trials = Stream.of(
                            Contender.MILLWRIGHT,
                            Contender.DB_SCHEDULER,
                            Contender.DB_SCHEDULER_FETCH,
                            Contender.BARE_JDBC)
                    .map(contender ->
                            trial(name + contender, Task.DRAIN, contender).with("jobs", waiting))
                    .toList();
            String ours = name + Contender.MILLWRIGHT + ".rate";
            rounds.measure(
                    trials,
                    List.of(
                            Ratio.toBest(
                                    name + "ratio_to_db-scheduler",
                                    ours,
                                    name + Contender.DB_SCHEDULER + ".rate",
                                    name + Contender.DB_SCHEDULER_FETCH + ".rate"),
                            Ratio.toBest(name + "ratio_to_bare-jdbc", ours, name + Contender.BARE_JDBC + ".rate")));
        }
    }
}

package millwright.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import millwright.benchmarks.Rounds.Ratio;
import millwright.benchmarks.Trial.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether jobs that may not run stand in the way of those that may. */
@Command(
        name = "crowd",
        description = "Throughput with a million jobs in front that may not run: of one concurrency key whose slot is"
                + " taken, or in a paused queue")
final class CrowdCommand extends Measurement {

    @Option(names = "--crowd", description = "How many stand in front (default: ${DEFAULT-VALUE})")
    int crowd = 1_000_000;

    @Option(names = "--jobs", description = "How many are run (default: ${DEFAULT-VALUE})")
    int jobs = 50_000;

    @Override
    public void measure(DatabaseServer server, Rounds rounds) throws IOException, SQLException, InterruptedException {
        String empty = Seeds.migrated(server, "empty");
        String keyed = Seeds.migrated(server, "key");
        Seeds.ofOneKey(server, keyed, crowd);
        Seeds.settle(server, keyed);
        String paused = Seeds.migrated(server, "paused");
        Seeds.paused(server, paused, crowd);
        Seeds.settle(server, paused);

        List<Ratio> ratios = new ArrayList<>();
        for (String which : List.of("key", "paused")) {
            for (String line : List.of("rate", "cpu", "buffers")) {
                ratios.add(Ratio.toBest(
                        "crowd." + which + ".ratio." + line, "crowd." + which + "." + line, "crowd.none." + line));
            }
        }
        rounds.measure(
                List.of(drain("crowd.none", empty), drain("crowd.key", keyed), drain("crowd.paused", paused)), ratios);
    }

    private Trial drain(String name, String database) {
        return trial(name, Task.DRAIN, Contender.MILLWRIGHT).in(database).with("jobs", jobs);
    }
}

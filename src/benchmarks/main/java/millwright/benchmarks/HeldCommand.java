package millwright.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import millwright.benchmarks.Rounds.Ratio;
import millwright.benchmarks.Trial.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a transaction somebody left open costs. */
@Command(
        name = "held",
        description = "Throughput before and after minutes of steady work beside a transaction that is held idle,"
                + " once with a transaction id, once as a snapshot; each run takes twice that time")
final class HeldCommand extends Measurement {

    @Option(names = "--minutes", description = "How long it is held (default: ${DEFAULT-VALUE})")
    int minutes = 10;

    @Option(names = "--seconds", description = "The same in seconds, on top (default: ${DEFAULT-VALUE})")
    int seconds = 0;

    @Option(names = "--rate", description = "Jobs a second meanwhile (default: ${DEFAULT-VALUE})")
    int rate = 500;

    @Option(names = "--jobs", description = "How many are run before and after (default: ${DEFAULT-VALUE})")
    int jobs = 50_000;

    @Override
    public void measure(DatabaseServer server, Rounds rounds) throws IOException, SQLException, InterruptedException {
        List<Trial> trials = new ArrayList<>();
        List<Ratio> ratios = new ArrayList<>();
        for (String how : List.of("xid", "snapshot")) {
            String name = "held." + how;
            trials.add(trial(name, Task.HELD, Contender.MILLWRIGHT)
                    .with("jobs", jobs)
                    .with("rate", rate)
                    .with("seconds", 60L * minutes + seconds)
                    .with("snapshot", how.equals("snapshot") ? 1 : 0));
            for (String line : List.of("rate", "cpu", "buffers")) {
                ratios.add(Ratio.toBest(name + ".ratio." + line, name + ".end." + line, name + ".begin." + line));
            }
        }
        rounds.measure(trials, ratios);
    }
}

package millwright.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import millwright.benchmarks.Trial.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long from submit to start. */
@Command(
        name = "latency",
        description = "From submit to start on an otherwise idle node, submitted there and by another process")
final class LatencyCommand extends Measurement {

    @Option(names = "--rate", description = "Jobs a second (default: ${DEFAULT-VALUE})")
    int rate = 20;

    @Option(names = "--seconds", description = "For how long (default: ${DEFAULT-VALUE})")
    int seconds = 30;

    @Override
    public void measure(DatabaseServer server, Rounds rounds) throws IOException, SQLException, InterruptedException {
        List<Trial> trials = new ArrayList<>();
        for (String contender : List.of(Contender.MILLWRIGHT, Contender.DB_SCHEDULER)) {
            trials.add(paced("latency.same-node." + contender, contender, 0));
            trials.add(paced("latency.other-node." + contender, contender, 1));
        }
        rounds.measure(trials, List.of());
    }

    private Trial paced(String name, String contender, int remote) {
        return trial(name, Task.LATENCY, contender)
                .with("rate", rate)
                .with("seconds", seconds)
                .with("remote", remote);
    }
}

package millwright.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import millwright.benchmarks.Rounds.Ratio;
import millwright.benchmarks.Trial.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether a node's memory grows with its queue. */
@Command(name = "memory", description = "Heap of a node whose workers are busy, with few and with many jobs waiting")
final class MemoryCommand extends Measurement {

    @Option(names = "--few", description = "Waiting jobs of the one node (default: ${DEFAULT-VALUE})")
    int few = 10_000;

    @Option(names = "--many", description = "Waiting jobs of the other (default: ${DEFAULT-VALUE})")
    int many = 1_000_000;

    @Option(names = "--seconds", description = "How long before it is looked at (default: ${DEFAULT-VALUE})")
    int seconds = 5;

    @Override
    public void measure(DatabaseServer server, Rounds rounds) throws IOException, SQLException, InterruptedException {
        rounds.measure(
                List.of(waiting("memory.few", few), waiting("memory.many", many)),
                List.of(Ratio.toBest("memory.ratio.heap", "memory.many.heap", "memory.few.heap")));
    }

    private Trial waiting(String name, int jobs) {
        return trial(name, Task.MEMORY, Contender.MILLWRIGHT).with("jobs", jobs).with("seconds", seconds);
    }
}

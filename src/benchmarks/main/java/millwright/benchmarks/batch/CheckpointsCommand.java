package millwright.benchmarks.batch;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import millwright.benchmarks.DatabaseServer;
import millwright.benchmarks.Measurement;
import millwright.benchmarks.Rounds;
import millwright.benchmarks.Rounds.Ratio;
import millwright.benchmarks.Trial;
import millwright.benchmarks.Trial.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether a chunk step's cost grows with the batch jobs that ran before. */
@Command(
        name = "checkpoints",
        description = "A load that commits often, with the executions of many earlier jobs of the same definition in"
                + " the tables, against empty ones: rows/s and CPU per row")
public final class CheckpointsCommand extends Measurement {

    @Option(names = "--executions", description = "Earlier jobs, one JobExecution each (default: ${DEFAULT-VALUE})")
    private int executions = 100_000;

    @Option(names = "--rows", description = "How many are loaded (default: ${DEFAULT-VALUE})")
    private int rows = 100_000;

    @Option(names = "--warm-up-rows", description = "How many are loaded before (default: ${DEFAULT-VALUE})")
    private int warmUpRows = 50_000;

    /** Few, so that it is the checkpoints that take the time. */
    @Option(names = "--chunk", description = "Rows between two commits (default: ${DEFAULT-VALUE})")
    private int chunk = 20;

    /** For picocli. */
    public CheckpointsCommand() {}

    @Override
    public void measure(DatabaseServer server, Rounds rounds) throws IOException, SQLException, InterruptedException {
        String definition = ServerLoad.definition(Load.JDBC);
        String empty = BatchSeeds.completed(server, "empty", definition, 0);
        String full = BatchSeeds.completed(server, "full", definition, executions);
        rounds.measure(
                List.of(trial("checkpoints.empty", empty), trial("checkpoints.full", full)),
                List.of(ratio("rate"), ratio("cpu"), ratio("cpu_postgresql")));
    }

    /** Each begins with the same tables: what a trial adds is gone with its copy. */
    private Trial trial(String name, String template) {
        return Trial.of(name, Task.LOAD, Load.MILLWRIGHT_JDBC)
                .inCopyOf(template)
                .with("rows", rows)
                .with("warm-up", warmUpRows)
                .with("chunk", chunk);
    }

    private static Ratio ratio(String line) {
        return Ratio.toBest("checkpoints.ratio." + line, "checkpoints.full." + line, "checkpoints.empty." + line);
    }
}

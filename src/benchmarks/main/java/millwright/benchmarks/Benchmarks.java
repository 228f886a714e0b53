package millwright.benchmarks;

import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.benchmarks.batch.BatchletsCommand;
import millwright.benchmarks.batch.CheckpointsCommand;
import millwright.benchmarks.batch.LoadCommand;
import millwright.benchmarks.http.HttpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: one command a measurement. */
@Command(
        name = "benchmarks",
        description = "Measures Millwright beside db-scheduler and bare JDBC on the PostgreSQL that DATABASE_URL names,"
                + " or on one of its own. Prints lines 'name value unit'.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ThroughputCommand.class,
            SubmitCommand.class,
            LatencyCommand.class,
            HistoryCommand.class,
            SearchCommand.class,
            HeldCommand.class,
            CrowdCommand.class,
            MemoryCommand.class,
            LoadCommand.class,
            BatchletsCommand.class,
            CheckpointsCommand.class,
            HttpCommand.class,
            TableCommand.class,
            TrialCommand.class
        })
public final class Benchmarks {

    // held, as the log manager forgets a logger and its level with it
    private static final Logger ROOT = Logger.getLogger("");

    Benchmarks() {}

    public static void main(String[] arguments) {
        ROOT.setLevel(Level.WARNING);
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Benchmarks()).execute(arguments);
    }
}

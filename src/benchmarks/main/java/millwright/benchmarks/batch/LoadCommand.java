package millwright.benchmarks.batch;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import millwright.benchmarks.DatabaseServer;
import millwright.benchmarks.Measurement;
import millwright.benchmarks.Rounds;
import millwright.benchmarks.Rounds.Ratio;
import millwright.benchmarks.Trial;
import millwright.benchmarks.Trial.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast a chunk step gets rows of a CSV file into a table. */
@Command(
        name = "load",
        description =
                "CSV rows of six columns are parsed, checked, changed and written, a commit every 1,000: rows/s and CPU"
                        + " per row, beside Spring Batch, JBeret SE and plain loops")
public final class LoadCommand extends Measurement {

    @Option(names = "--rows", description = "How many are loaded (default: ${DEFAULT-VALUE})")
    private int rows = 1_000_000;

    @Option(
            names = "--warm-up-rows",
            description = "How many are loaded before, so that what is measured is compiled: a server runs for weeks"
                    + " (default: ${DEFAULT-VALUE})")
    private int warmUpRows = 1_000_000;

    @Option(names = "--parts", description = "Local partitions of the partitioned load (default: ${DEFAULT-VALUE})")
    private int parts = 4;

    @Option(names = "--contenders", split = ",", description = "Who is measured (default: ${DEFAULT-VALUE})")
    private List<String> contenders = List.of(
            Load.MILLWRIGHT_JDBC,
            Load.SPRING_BATCH,
            Load.JBERET,
            Load.PLAIN_JDBC,
            Load.MILLWRIGHT_COPY,
            Load.PLAIN_COPY);

    /** For picocli. */
    public LoadCommand() {}

    @Override
    public void measure(DatabaseServer server, Rounds rounds) throws IOException, SQLException, InterruptedException {
        List<Trial> trials = new ArrayList<>();
        for (String contender : contenders) {
            trials.add(trial("load." + contender, contender, 1));
        }
        for (String contender : contenders) {
            if (parts > 1 && contender.startsWith(Batchlets.MILLWRIGHT)) {
                trials.add(trial("load." + contender + ".partitioned", contender, parts));
            }
        }
        rounds.measure(
                trials,
                List.of(
                        ratio("to_spring-batch", Load.MILLWRIGHT_JDBC, Load.SPRING_BATCH),
                        ratio("to_jberet", Load.MILLWRIGHT_JDBC, Load.JBERET),
                        ratio("to_plain-jdbc", Load.MILLWRIGHT_JDBC, Load.PLAIN_JDBC),
                        ratio("to_plain-copy", Load.MILLWRIGHT_COPY, Load.PLAIN_COPY),
                        ratio("of_partitions", Load.MILLWRIGHT_JDBC + ".partitioned", Load.MILLWRIGHT_JDBC),
                        ratio("of_partitions.copy", Load.MILLWRIGHT_COPY + ".partitioned", Load.MILLWRIGHT_COPY)));
    }

    private Trial trial(String name, String contender, int files) {
        return Trial.of(name, Task.LOAD, contender)
                .with("rows", rows)
                .with("warm-up", warmUpRows)
                .with("parts", files);
    }

    private static Ratio ratio(String name, String ours, String other) {
        return Ratio.toBest("load.ratio_" + name, "load." + ours + ".rate", "load." + other + ".rate");
    }
}

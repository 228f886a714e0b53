package millwright.benchmarks.batch;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import millwright.benchmarks.DatabaseServer;
import millwright.benchmarks.Measurement;
import millwright.benchmarks.Rounds;
import millwright.benchmarks.Rounds.Ratio;
import millwright.benchmarks.Trial;
import millwright.benchmarks.Trial.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a batch job costs when it does nothing. */
@Command(
        name = "batchlets",
        description =
                "Jobs of one batchlet step that does nothing, started and awaited, several at a time: jobs/s and CPU"
                        + " per job, beside Spring Batch and JBeret SE")
public final class BatchletsCommand extends Measurement {

    @Option(names = "--at-a-time", description = "How many at a time (default: ${DEFAULT-VALUE})")
    private int atATime = 8;

    @Option(names = "--seconds", description = "For how long (default: ${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(
            names = "--warm-up-seconds",
            description = "And for how long before, so that what is measured is compiled (default: ${DEFAULT-VALUE})")
    private int warmUpSeconds = 30;

    /** For picocli. */
    public BatchletsCommand() {}

    @Override
    public void measure(DatabaseServer server, Rounds rounds) throws IOException, SQLException, InterruptedException {
        String ours = "batchlets." + Batchlets.MILLWRIGHT + ".rate";
        rounds.measure(
                Stream.of(Batchlets.MILLWRIGHT, Load.JBERET, Load.SPRING_BATCH)
                        .map(this::trial)
                        .toList(),
                List.of(
                        Ratio.toBest("batchlets.ratio_to_jberet", ours, "batchlets." + Load.JBERET + ".rate"),
                        Ratio.toBest(
                                "batchlets.ratio_to_spring-batch", ours, "batchlets." + Load.SPRING_BATCH + ".rate")));
    }

    private Trial trial(String contender) {
        return Trial.of("batchlets." + contender, Task.BATCHLETS, contender)
                .with("at-a-time", atATime)
                .with("seconds", seconds)
                .with("warm-up-seconds", warmUpSeconds);
    }
}

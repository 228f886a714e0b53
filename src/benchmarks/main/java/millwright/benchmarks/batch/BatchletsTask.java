package millwright.benchmarks.batch;

import java.time.Duration;
import java.util.function.ToLongBiFunction;
import millwright.benchmarks.DatabaseServer;
import millwright.benchmarks.Lines;
import millwright.benchmarks.Meter;

/** Runs small jobs for a while to warm up, and for a while to measure. */
final class BatchletsTask {

    private final DatabaseServer server;
    private final ToLongBiFunction<String, Long> options;
    private final Lines lines;

    BatchletsTask(DatabaseServer server, ToLongBiFunction<String, Long> options, Lines lines) {
        this.server = server;
        this.options = options;
        this.lines = lines;
    }

    void run(Batchlets batchlets) throws Exception {
        int atATime = Math.toIntExact(options.applyAsLong("at-a-time", 8L));
        batchlets.rush(atATime, Duration.ofSeconds(options.applyAsLong("warm-up-seconds", 8L)));
        Meter meter = Meter.start(server, batchlets.process());
        Batchlets.Count count = batchlets.rush(atATime, Duration.ofSeconds(options.applyAsLong("seconds", 10L)));
        lines.print("rate", count.jobs() / count.seconds(), "jobs/s");
        meter.print(lines, "", count.jobs(), "us/job");
    }
}

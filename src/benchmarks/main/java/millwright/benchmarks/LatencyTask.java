package millwright.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** How long a job takes from submit to start on an otherwise idle node, submitted there or in another process. */
final class LatencyTask {

    private static final long PATIENCE_SECONDS = 120;
    private static final int WARM_UP_SECONDS = 10;
    private static final int WARM_UP_RATE = 500;
    private static final int WARM_UP_SHARE = 10;
    private static final String WARM = "warm";

    private final Bench bench;
    private final int rate;

    LatencyTask(Bench bench) {
        this.bench = bench;
        this.rate = bench.number("rate", 20);
    }

    void run() throws SQLException, IOException, InterruptedException {
        int jobs = rate * bench.number("seconds", 30);
        bench.contender().join();
        bench.contender().run(bench.workers());
        warmUp();
        bench.server().execute(bench.database(), "ANALYZE");

        Work work = Work.expect(jobs);
        Meter meter = bench.number("remote", 0) == 1 ? submitElsewhere(jobs) : submitHere(jobs);
        if (!work.await(PATIENCE_SECONDS)) {
            throw new IllegalStateException(work.begun() + " of " + jobs + " jobs have run");
        }
        print(work.waitedMicros());
        meter.print(bench.lines(), "", jobs);
        bench.contender().leave();
    }

    /** The part of the other process: submits and runs nothing. Says when it is warm. */
    void submit() throws SQLException {
        bench.contender().join();
        pace(bench.number("warm-up", 50_000) / WARM_UP_SHARE, WARM_UP_RATE, () -> Work.UNCOUNTED);
        pace(rate * warmUpSeconds(), rate, () -> Work.UNCOUNTED);
        System.out.println(WARM);
        pace(bench.number("jobs", 0), rate, Work::nowMicros);
        bench.contender().leave();
    }

    /** What a node has behind it that has run for a while: its code compiled, and its neighbours known. */
    private void warmUp() throws SQLException, InterruptedException {
        int burst = bench.number("warm-up", 50_000) / WARM_UP_SHARE;
        int paced = rate * warmUpSeconds();
        Work work = Work.expect(burst + paced);
        pace(burst, WARM_UP_RATE, () -> 0);
        pace(paced, rate, () -> 0);
        work.await(PATIENCE_SECONDS);
    }

    private int warmUpSeconds() {
        return Math.min(WARM_UP_SECONDS, bench.number("seconds", 30));
    }

    private void pace(int jobs, int rate, LongSupplier sent) throws SQLException {
        long next = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            bench.contender().submit(sent.getAsLong());
            next += 1_000_000_000L / rate;
        }
    }

    private Meter submitHere(int jobs) throws SQLException, IOException {
        Meter meter = Meter.start(bench.server());
        pace(jobs, rate, Work::nowMicros);
        return meter;
    }

    private Meter submitElsewhere(int jobs) throws SQLException, IOException, InterruptedException {
        Process other = Trials.jvm(
                        bench.server(),
                        List.of(
                                "trial",
                                "submitter",
                                bench.name(),
                                bench.database(),
                                "--option=jobs=" + jobs,
                                "--option=rate=" + rate,
                                "--option=seconds=" + bench.number("seconds", 30),
                                "--option=warm-up=" + bench.number("warm-up", 50_000)))
                .start();
        Meter meter = null;
        try (BufferedReader output = other.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals(WARM)) {
                    meter = Meter.start(bench.server());
                }
            }
        }
        if (other.waitFor() != 0 || meter == null) {
            throw new IllegalStateException("the submitting process failed with " + other.exitValue());
        }
        return meter;
    }

    private void print(long[] micros) {
        percentile("p50", micros, 0.5);
        percentile("p95", micros, 0.95);
        percentile("p99", micros, 0.99);
        percentile("max", micros, 1);
    }

    private void percentile(String name, long[] sorted, double share) {
        int index = Math.min(sorted.length - 1, (int) (sorted.length * share));
        bench.lines().print(name, sorted[index] / 1e3, "ms");
    }
}

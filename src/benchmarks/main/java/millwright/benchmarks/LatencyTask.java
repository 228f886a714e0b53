package millwright.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How long a job takes from submit to start on an otherwise idle node, submitted there or in another process. */
final class LatencyTask {

    private static final long PATIENCE_SECONDS = 120;
    private static final int WARM_UP_SECONDS = 6;

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
        Meter meter = Meter.start(bench.server());
        if (bench.number("remote", 0) == 1) {
            submitElsewhere(jobs);
        } else {
            pace(jobs);
        }
        if (!work.await(PATIENCE_SECONDS)) {
            throw new IllegalStateException(work.begun() + " of " + jobs + " jobs have run");
        }
        print(work.waitedMicros());
        meter.print(bench.lines(), "", jobs);
        bench.contender().leave();
    }

    /** The part of the other process: submits and runs nothing. */
    void submit() throws SQLException {
        bench.contender().join();
        // its first jobs, which compile what it does, are not counted
        for (int i = 0; i < rate * WARM_UP_SECONDS; i++) {
            bench.contender().submit(Work.UNCOUNTED);
        }
        pace(bench.number("jobs", 0));
        bench.contender().leave();
    }

    private void warmUp() throws SQLException, InterruptedException {
        int jobs = bench.number("warm-up", 5_000) / 20;
        Work work = Work.expect(jobs);
        for (int i = 0; i < jobs; i++) {
            bench.contender().submit(0);
        }
        work.await(PATIENCE_SECONDS);
        int paced = rate * Math.min(WARM_UP_SECONDS, bench.number("seconds", 30));
        work = Work.expect(paced);
        pace(paced);
        work.await(PATIENCE_SECONDS);
    }

    private void pace(int jobs) throws SQLException {
        long next = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            bench.contender().submit(Work.nowMicros());
            next += 1_000_000_000L / rate;
        }
    }

    private void submitElsewhere(int jobs) throws IOException, InterruptedException {
        Process other = Trials.jvm(
                        bench.server(),
                        List.of(
                                "trial",
                                "submitter",
                                bench.name(),
                                bench.database(),
                                "--option=jobs=" + jobs,
                                "--option=rate=" + rate))
                .start();
        if (other.waitFor() != 0) {
            throw new IllegalStateException("the submitting process failed with " + other.exitValue());
        }
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

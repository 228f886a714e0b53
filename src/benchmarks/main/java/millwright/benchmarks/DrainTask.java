package millwright.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/** Fills a contender's tables while it runs nothing, lets it run until all is recorded, and says how fast that went. */
final class DrainTask {

    private static final long PATIENCE_SECONDS = 900;
    private static final long POLL_MILLIS = 5;

    private final Bench bench;

    DrainTask(Bench bench) {
        this.bench = bench;
    }

    void run() throws SQLException, IOException, InterruptedException {
        warmUp();
        drain(bench.lines(), "");
    }

    /** Compiles what is hot. */
    void warmUp() throws SQLException, IOException, InterruptedException {
        once(bench.number("warm-up", 50_000), new Lines(Trials.nowhere()), "");
    }

    void drain(Lines lines, String prefix) throws SQLException, IOException, InterruptedException {
        once(bench.number("jobs", 10_000), lines, prefix);
    }

    private void once(int jobs, Lines lines, String prefix) throws SQLException, IOException, InterruptedException {
        Contender contender = bench.contender();
        contender.join();
        contender.fill(jobs);
        Work work = Work.expect(jobs);
        bench.server().execute(bench.database(), "ANALYZE", "CHECKPOINT");
        Buffers buffers = Buffers.read(bench);
        Meter meter = Meter.start(bench.server());

        contender.run(bench.workers());
        awaitRun(work, jobs);
        awaitRecorded();
        double seconds = (System.nanoTime() - work.firstNanos()) / 1e9;

        lines.print(prefix + "rate", jobs / seconds, "jobs/s");
        meter.print(lines, prefix, jobs);
        contender.leave();
        lines.print(prefix + "buffers", (double) Buffers.read(bench).since(buffers) / jobs, "pages/job");
        if (work.begun() != jobs) {
            throw new IllegalStateException(work.begun() + " attempts of " + jobs + " jobs have run");
        }
    }

    private static void awaitRun(Work work, int jobs) throws InterruptedException {
        if (!work.await(PATIENCE_SECONDS)) {
            throw new IllegalStateException(work.begun() + " of " + jobs + " jobs have run");
        }
    }

    private void awaitRecorded() throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        for (long left = bench.contender().left();
                left > 0;
                left = bench.contender().left()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(left + " jobs are not recorded as over");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}

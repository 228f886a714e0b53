package millwright.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** How fast jobs are accepted while none runs. */
final class SubmitTask {

    private static final int THREADS = 8;

    private final Bench bench;

    SubmitTask(Bench bench) {
        this.bench = bench;
    }

    void run() throws SQLException, IOException, InterruptedException {
        int single = bench.number("jobs", 10_000);
        int bulk = bench.number("bulk", 100_000);
        bench.contender().join();
        int warmUp = bench.number("warm-up", 50_000);
        oneByOne(warmUp / 10);
        inBulks(warmUp);

        measure("1-thread", single, () -> oneByOne(single));
        measure("8-threads", single, () -> inThreads(single));
        measure("bulk", bulk, () -> inBulks(bulk));
    }

    /** A way to submit. */
    private interface Submitting {
        void run() throws SQLException, InterruptedException;
    }

    private void measure(String name, int jobs, Submitting submitting)
            throws SQLException, IOException, InterruptedException {
        bench.server().execute(bench.database(), "ANALYZE", "CHECKPOINT");
        Meter meter = Meter.start(bench.server());
        long begun = System.nanoTime();
        submitting.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        bench.lines().print(name + ".rate", jobs / seconds, "jobs/s");
        meter.print(bench.lines(), name + ".", jobs);
    }

    private void oneByOne(int jobs) throws SQLException {
        for (int i = 0; i < jobs; i++) {
            bench.contender().submit(0);
        }
    }

    private void inThreads(int jobs) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(jobs);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            futures.add(threads.submit(() -> {
                while (left.getAndDecrement() > 0) {
                    bench.contender().submit(0);
                }
                return null;
            }));
        }
        threads.shutdown();
        for (Future<?> future : futures) {
            try {
                future.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a submitting thread failed", e.getCause());
            }
        }
    }

    private void inBulks(int jobs) throws SQLException {
        int size = bench.number("bulk-size", 10_000);
        for (int left = jobs; left > 0; left -= size) {
            bench.contender().submitAll(Math.min(size, left));
        }
    }
}

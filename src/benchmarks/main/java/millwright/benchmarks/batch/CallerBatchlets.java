package millwright.benchmarks.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Jobs of an engine in this JVM, each started and awaited by a thread of ours. */
final class CallerBatchlets implements Batchlets {

    private final OneBatchlet engine;

    /** An engine that can run such a job. Thread-safe. */
    interface OneBatchlet extends AutoCloseable {

        /** Starts one and returns when it is over. */
        void runOne() throws Exception;

        @Override
        void close();
    }

    CallerBatchlets(OneBatchlet engine) {
        this.engine = engine;
    }

    @Override
    public Count rush(int atATime, Duration time) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(atATime);
        try {
            long begin = System.nanoTime();
            long end = begin + time.toNanos();
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < atATime; i++) {
                counts.add(callers.submit(() -> oneAfterTheOther(end)));
            }
            long jobs = 0;
            for (Future<Integer> count : counts) {
                jobs += count.get();
            }
            return new Count(jobs, (System.nanoTime() - begin) / 1e9);
        } finally {
            callers.shutdownNow();
        }
    }

    private int oneAfterTheOther(long end) throws Exception {
        int count = 0;
        while (System.nanoTime() < end) {
            engine.runOne();
            count++;
        }
        return count;
    }

    @Override
    public void close() {
        engine.close();
    }
}

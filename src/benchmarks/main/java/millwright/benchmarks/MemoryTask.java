package millwright.benchmarks;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The heap of a node whose workers are all busy while jobs wait. */
final class MemoryTask {

    private final Bench bench;

    MemoryTask(Bench bench) {
        this.bench = bench;
    }

    void run() throws SQLException {
        bench.contender().join();
        bench.contender().fill(bench.number("jobs", 10_000));
        try (Work.Gate gate = Work.holdAll(bench.workers())) {
            bench.contender().run(bench.workers());
            gate.awaitHeld();
            // what it does beside running has come and gone by then
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(bench.number("seconds", 5)));
            bench.lines().print("heap", usedHeap() / (double) (1 << 20), "MiB");
        }
        bench.contender().leave();
    }

    @SuppressWarnings("CallToSystemGC")
    private static long usedHeap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

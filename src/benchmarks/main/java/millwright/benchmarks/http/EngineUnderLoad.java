package millwright.benchmarks.http;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import millwright.benchmarks.MillwrightNode;

/** The engine in this JVM, called by threads; it runs no jobs. */
final class EngineUnderLoad implements UnderLoad {

    private static final int ASKED_FOR = 200;

    private final MillwrightNode node;
    private final ConcurrentLinkedQueue<UUID> known = new ConcurrentLinkedQueue<>();

    EngineUnderLoad(HikariDataSource pool) {
        node = new MillwrightNode(pool, 1);
        node.join();
    }

    @Override
    public Count load(Kind kind, int atATime, Duration time) throws Exception {
        List<UUID> ids = List.copyOf(known);
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        Callable<long[]> caller = () -> {
            LongStream.Builder nanos = LongStream.builder();
            long before = System.nanoTime();
            for (int i = 0; before < end; i++) {
                call(kind, ids, i);
                long after = System.nanoTime();
                nanos.add(after - before);
                before = after;
            }
            return nanos.build().toArray();
        };
        long[] sorted = all(caller, atATime);
        return new Count(
                sorted.length, (System.nanoTime() - begun) / 1e9, percentile(sorted, 0.5), percentile(sorted, 0.99), 0);
    }

    private void call(Kind kind, List<UUID> ids, int number) {
        if (kind == Kind.STATUS) {
            var unused = node.jobs().find(ids.get(number % ids.size())).orElseThrow();
            return;
        }
        UUID id = node.jobs().submit(MillwrightNode.request(0));
        // a few more than asked for do no harm
        if (known.size() < ASKED_FOR) {
            known.add(id);
        }
    }

    private static long[] all(Callable<long[]> caller, int threads) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(callers.submit(caller));
            }
            LongStream nanos = LongStream.empty();
            for (Future<long[]> each : running) {
                nanos = LongStream.concat(nanos, Arrays.stream(each.get()));
            }
            return nanos.sorted().toArray();
        } finally {
            callers.shutdownNow();
        }
    }

    private static double percentile(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }

    @Override
    public OptionalLong process() {
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        node.close();
    }
}

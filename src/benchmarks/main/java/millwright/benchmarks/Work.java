package millwright.benchmarks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What every job of every contender does: nothing, and it is counted. One for the JVM: jobs know of no other. */
final class Work {

    /** In place of the time a job was submitted: it is none of the expected ones. */
    static final long UNCOUNTED = -1;

    private static volatile Work current = new Work(0);
    private static volatile Gate gate;

    private final int expected;
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch all;
    private final long[] waitedMicros;
    private volatile long firstNanos;

    private Work(int expected) {
        this.expected = expected;
        this.all = new CountDownLatch(expected);
        this.waitedMicros = new long[expected];
    }

    /** From here on jobs count for the returned one. */
    static Work expect(int jobs) {
        Work next = new Work(jobs);
        current = next;
        return next;
    }

    /** The job's body; {@code sentMicros} is when it was submitted by {@link #nowMicros}, or 0. */
    static void run(long sentMicros) {
        Gate closed = gate;
        if (closed != null) {
            closed.pass();
        }
        if (sentMicros != UNCOUNTED) {
            current.count(sentMicros);
        }
    }

    static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private void count(long sentMicros) {
        int number = begun.getAndIncrement();
        if (number == 0) {
            firstNanos = System.nanoTime();
        }
        if (number < expected && sentMicros > 0) {
            waitedMicros[number] = nowMicros() - sentMicros;
        }
        all.countDown();
    }

    long firstNanos() {
        return firstNanos;
    }

    int begun() {
        return begun.get();
    }

    /** Whether all expected jobs have run. */
    boolean await(long seconds) throws InterruptedException {
        return all.await(seconds, TimeUnit.SECONDS);
    }

    /** From submit to start, shortest first. */
    long[] waitedMicros() {
        long[] sorted = Arrays.copyOf(waitedMicros, Math.min(expected, begun.get()));
        Arrays.sort(sorted);
        return sorted;
    }

    /** Holds every job that begins until it is closed. */
    static Gate holdAll(int workers) {
        gate = new Gate(workers);
        return gate;
    }

    /** See {@link #holdAll}. */
    static final class Gate implements AutoCloseable {

        private final CountDownLatch held;
        private final CountDownLatch open = new CountDownLatch(1);

        private Gate(int workers) {
            held = new CountDownLatch(workers);
        }

        private void pass() {
            held.countDown();
            await(open);
        }

        /** Returns when every worker is held. */
        void awaitHeld() {
            await(held);
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(5, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("the workers were not busy within 5 minutes");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            gate = null;
            open.countDown();
        }
    }
}

package millwright.system;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, looking every few milliseconds; fails with what was waited for. */
final class Await {

    private static final long LOOK_EVERY_MILLIS = 20;

    private Await() {}

    static void until(String what, Duration atMost, BooleanSupplier condition) {
        value(what, atMost, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    static <T> T value(String what, Duration atMost, Supplier<Optional<T>> source) {
        long end = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> value = source.get();
            if (value.isPresent()) {
                return value.get();
            }
            pause();
        }
        throw new AssertionError("not within " + atMost + ": " + what);
    }

    private static void pause() {
        try {
            // nothing counts it down: a pause that an interrupt ends
            boolean unused = new CountDownLatch(1).await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}

package millwright.items.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions. */
public final class Until {

    private static final long LONGEST_NANOS = 30_000_000_000L;
    private static final long LOOK_EVERY_NANOS = 5_000_000;

    private Until() {}

    /** @throws AssertionError when {@code condition} does not hold within 30 s */
    public static void holds(Callable<Boolean> condition) {
        long end = System.nanoTime() + LONGEST_NANOS;
        try {
            while (!condition.call()) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError("the condition did not hold within 30 s");
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        } catch (Exception e) {
            throw new AssertionError("the condition could not be looked at", e);
        }
    }
}

package millwright.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions. */
public final class Await {

    /** Far longer than anything here takes, also on a busy machine. */
    public static final Duration LONG = Duration.ofSeconds(30);

    private static final long LOOK_EVERY_NANOS = 5_000_000;

    private Await() {}

    /** Returns as soon as {@code condition} holds. */
    public static void until(Callable<Boolean> condition) {
        until(condition, LONG);
    }

    /** @throws AssertionError when {@code condition} does not hold within {@code longest} */
    public static void until(Callable<Boolean> condition, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("the condition did not hold within " + longest);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            throw new AssertionError("the condition could not be looked at", e);
        }
    }
}

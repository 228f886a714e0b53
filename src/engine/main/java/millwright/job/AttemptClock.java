package millwright.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Measures one attempt by the process's monotonic clock. Thread-safe. */
public final class AttemptClock {

    private final long claimed = System.nanoTime();
    private volatile long begun;
    private volatile long limit;
    private volatile boolean hasBegun;
    private volatile boolean isLimited;
    private volatile Instant deadline;

    /** The work begins now. */
    public void begin() {
        begin(System.nanoTime());
    }

    /** The work began at {@code nanoTime}. */
    public void begin(long nanoTime) {
        begun = nanoTime;
        hasBegun = true;
    }

    /** False while the attempt waits for a thread. */
    public boolean hasBegun() {
        return hasBegun;
    }

    /** How long the work took until {@code nanoTime}; zero before it began. */
    public long runNanos(long nanoTime) {
        return hasBegun ? Math.max(0, nanoTime - begun) : 0;
    }

    /** The work is to be over {@code afterBegin} after it began. */
    public void limit(Duration afterBegin) {
        limitAt(begun + nanos(afterBegin));
    }

    /** The work is to be over {@code afterClaim} after its job was claimed, if no earlier limit holds. */
    public void limitFromClaim(Duration afterClaim) {
        limitAt(claimed + nanos(afterClaim));
    }

    private synchronized void limitAt(long nanoTime) {
        if (!isLimited || nanoTime - limit < 0) {
            limit = nanoTime;
            deadline = Instant.now().plusNanos(nanoTime - System.nanoTime());
            isLimited = true;
        }
    }

    /** How long is left at {@code nanoTime}, negative when the time is used up; empty without a limit. */
    public Optional<Duration> left(long nanoTime) {
        return isLimited ? Optional.of(Duration.ofNanos(limit - nanoTime)) : Optional.empty();
    }

    /** The limit as a time of this node's clock, for display; empty without a limit. */
    public Optional<Instant> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** A hundred years at the most, which nanoseconds can still count. */
    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofDays(36_500)) > 0
                ? Duration.ofDays(36_500).toNanos()
                : duration.toNanos();
    }
}

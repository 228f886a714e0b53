package millwright.job;

import java.time.Duration;

/** Durations as far as a monotonic clock can count them: who waits for ever waits for a hundred years. */
final class CountableTime {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private CountableTime() {}

    /** Zero for what is negative. */
    static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
    }
}

package millwright.search;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A part of time, open where it has no end.
 *
 * @param from with this moment
 * @param to without this moment
 */
public record TimeRange(Optional<Instant> from, Optional<Instant> to) {

    /** All of time. */
    public static final TimeRange ALL = new TimeRange(Optional.empty(), Optional.empty());

    /** From {@code from} on. */
    public static TimeRange since(Instant from) {
        return new TimeRange(Optional.of(from), Optional.empty());
    }

    boolean isAll() {
        return from.isEmpty() && to.isEmpty();
    }

    /** Whether it is no longer than {@code longest}, where it has no end until {@code now}. */
    boolean isWithin(Duration longest, Instant now) {
        return from.map(begin -> Duration.between(begin, to.orElse(now)).compareTo(longest) <= 0)
                .orElse(false);
    }
}

package millwright.statistics;

import java.time.Instant;
import java.util.Optional;

/**
 * Which jobs' statistics are asked for. Immutable.
 *
 * @param queue of one queue only, or empty for all
 * @param definition of one definition only, or empty for all
 * @param from the hour (UTC) in which this lies is the first
 * @param to the hour in which this lies is the last
 */
public record StatisticsQuery(Optional<String> queue, Optional<String> definition, Instant from, Instant to) {

    /** @throws IllegalArgumentException when the time ends before it begins */
    public StatisticsQuery {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to is " + to + ", expected a time from " + from + " on");
        }
    }

    /** Of all jobs that ended in these hours. */
    public static StatisticsQuery between(Instant from, Instant to) {
        return new StatisticsQuery(Optional.empty(), Optional.empty(), from, to);
    }

    public StatisticsQuery ofQueue(String name) {
        return new StatisticsQuery(Optional.of(name), definition, from, to);
    }

    public StatisticsQuery ofDefinition(String name) {
        return new StatisticsQuery(queue, Optional.of(name), from, to);
    }
}

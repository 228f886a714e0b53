package millwright.job;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs' statistics are asked for. Immutable.
 *
 * @param queue of one queue only, or empty for all
 * @param definition of one definition only, or empty for all
 * @param queues of these only, or of all where it is empty; holds together with {@code queue}
 * @param definitions of these only, or of all where it is empty; holds together with {@code definition}
 * @param from the hour (UTC) in which this lies is the first
 * @param to the hour in which this lies is the last
 */
public record StatisticsQuery(
        Optional<String> queue,
        Optional<String> definition,
        Set<String> queues,
        Set<String> definitions,
        Instant from,
        Instant to) {

    /** @throws IllegalArgumentException when the time ends before it begins */
    public StatisticsQuery {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to is " + to + ", expected a time from " + from + " on");
        }
        queues = Set.copyOf(queues);
        definitions = Set.copyOf(definitions);
    }

    /** Of all jobs that ended in these hours. */
    public static StatisticsQuery between(Instant from, Instant to) {
        return new StatisticsQuery(Optional.empty(), Optional.empty(), Set.of(), Set.of(), from, to);
    }

    public StatisticsQuery ofQueue(String name) {
        return new StatisticsQuery(Optional.of(name), definition, queues, definitions, from, to);
    }

    public StatisticsQuery ofDefinition(String name) {
        return new StatisticsQuery(queue, Optional.of(name), queues, definitions, from, to);
    }

    /** Nothing beyond these queues and definitions; an empty set does not narrow it. */
    public StatisticsQuery within(Set<String> queues, Set<String> definitions) {
        return new StatisticsQuery(queue, definition, queues, definitions, from, to);
    }
}

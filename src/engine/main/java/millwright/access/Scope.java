package millwright.access;

import java.util.Set;

/**
 * What a caller's role is narrowed to.
 *
 * @param queues these only, or all where it is empty
 * @param definitions these only, or all where it is empty
 */
public record Scope(Set<String> queues, Set<String> definitions) {

    /** Not narrowed. */
    public static final Scope ALL = new Scope(Set.of(), Set.of());

    public Scope {
        queues = Set.copyOf(queues);
        definitions = Set.copyOf(definitions);
    }

    /** Whether all that {@code other} reaches is within this: nobody gives away more than one has. */
    public boolean contains(Scope other) {
        return contains(queues, other.queues) && contains(definitions, other.definitions);
    }

    private static boolean contains(Set<String> mine, Set<String> others) {
        return mine.isEmpty() || (!others.isEmpty() && mine.containsAll(others));
    }

    /** Whether jobs of this definition may wait in this queue for the caller. */
    public boolean covers(String queue, String definition) {
        return coversQueue(queue) && coversDefinition(definition);
    }

    public boolean coversQueue(String queue) {
        return queues.isEmpty() || queues.contains(queue);
    }

    public boolean coversDefinition(String definition) {
        return definitions.isEmpty() || definitions.contains(definition);
    }
}

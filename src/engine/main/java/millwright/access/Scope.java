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

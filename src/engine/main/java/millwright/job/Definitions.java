package millwright.job;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.config.NearestName;

/**
 * The definitions this node knows, in order of their names. Those it can run are fixed after start; those of work done
 * outside come and go. Thread-safe.
 */
public final class Definitions {

    private final Map<String, JobDefinition> byName = new TreeMap<>();
    private final Map<String, AttemptRunner> runners = new TreeMap<>();

    private volatile Map<String, JobDefinition> external = Map.of();

    /** @throws IllegalStateException when two definitions have one name */
    public Definitions(Collection<AttemptRunner> runners) {
        for (AttemptRunner runner : runners) {
            for (JobDefinition definition : runner.definitions()) {
                if (byName.putIfAbsent(definition.name(), definition) != null) {
                    throw new IllegalStateException("job definition '" + definition.name() + "' was found twice");
                }
                this.runners.put(definition.name(), runner);
            }
        }
    }

    public List<JobDefinition> all() {
        Map<String, JobDefinition> all = new TreeMap<>(external);
        all.putAll(byName);
        return List.copyOf(all.values());
    }

    public Optional<JobDefinition> find(String name) {
        JobDefinition own = byName.get(name);
        return Optional.ofNullable(own == null ? external.get(name) : own);
    }

    /**
     * From now on these are the definitions of work done outside. One whose name a definition of this node's own has is
     * not seen; its names are returned.
     */
    public List<String> external(Collection<JobDefinition> definitions) {
        Map<String, JobDefinition> known = new TreeMap<>();
        definitions.forEach(definition -> known.put(definition.name(), definition));
        external = Map.copyOf(known);
        return known.keySet().stream().filter(byName::containsKey).toList();
    }

    /** The runner for {@code name}, if this node knows the definition. */
    public Optional<AttemptRunner> runner(String name) {
        return Optional.ofNullable(runners.get(name));
    }

    /** The queues that the definitions of this node's own runners use. */
    public List<String> queues() {
        return byName.values().stream()
                .map(JobDefinition::queue)
                .distinct()
                .sorted()
                .toList();
    }

    /** The names of those that can run. */
    public List<String> runnable() {
        return byName.values().stream()
                .filter(definition -> definition.problem().isEmpty())
                .map(JobDefinition::name)
                .toList();
    }

    String nearest(String name) {
        return NearestName.of(name, all().stream().map(JobDefinition::name).toList());
    }
}

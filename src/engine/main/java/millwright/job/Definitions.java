package millwright.job;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.config.NearestName;

/** The definitions this node knows, in order of their names. Fixed after start. */
public final class Definitions {

    private final Map<String, JobDefinition> byName = new TreeMap<>();
    private final Map<String, AttemptRunner> runners = new TreeMap<>();

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
        return List.copyOf(byName.values());
    }

    public Optional<JobDefinition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The runner for {@code name}, if this node knows the definition. */
    public Optional<AttemptRunner> runner(String name) {
        return Optional.ofNullable(runners.get(name));
    }

    /** The queues that the known definitions use. */
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
        return NearestName.of(name, byName.keySet());
    }
}

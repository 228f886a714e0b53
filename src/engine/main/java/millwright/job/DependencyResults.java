package millwright.job;

import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the jobs that a job waited for have left to it. */
public interface DependencyResults {

    /** Where no job depends on another. */
    DependencyResults NONE = new DependencyResults() {
        @Override
        public List<UUID> dependencies(UUID job) {
            return List.of();
        }

        @Override
        public Map<UUID, JsonValue> results(Collection<UUID> jobs) {
            return Map.of();
        }
    };

    /** The jobs that {@code job} depends on. */
    List<UUID> dependencies(UUID job);

    /** The results of those of {@code jobs} that have completed with one. */
    Map<UUID, JsonValue> results(Collection<UUID> jobs);
}

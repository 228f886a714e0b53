package millwright.job;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.database.Json;

/** {@link DependencyResults} on the tables. */
public final class StoredDependencyResults implements DependencyResults {

    private static final String DEPENDENCIES =
            """
            SELECT parent FROM millwright.job_dependency WHERE child = ? ORDER BY parent
            """;

    // Only a job that has completed has a result, and such a one is archived.
    private static final String RESULTS =
            """
            SELECT id, result FROM millwright.job_archive
             WHERE id = ANY (?) AND finished_at >= ? AND result IS NOT NULL
             ORDER BY id
            """;

    private final Database database;

    public StoredDependencyResults(Database database) {
        this.database = database;
    }

    @Override
    public List<UUID> dependencies(UUID job) {
        return database.list(DEPENDENCIES, row -> row.getObject("parent", UUID.class), job);
    }

    @Override
    public Map<UUID, JsonValue> results(Collection<UUID> jobs) {
        Map<UUID, JsonValue> results = new LinkedHashMap<>();
        if (jobs.isEmpty()) {
            return results;
        }
        Instant first =
                jobs.stream().map(JobStore::earliestEnd).min(Instant::compareTo).orElseThrow();
        database.list(
                        RESULTS,
                        row -> Map.entry(row.getObject("id", UUID.class), Json.value(row.getString("result"))),
                        new SqlArray("uuid", List.copyOf(jobs)),
                        first)
                .forEach(result -> results.put(result.getKey(), result.getValue()));
        return results;
    }
}

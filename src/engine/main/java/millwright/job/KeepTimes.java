package millwright.job;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import millwright.database.Database;
import millwright.database.Database.SqlArray;

/**
 * Owns {@code millwright.definition_keep}: how long jobs that are over are kept, for the statements that end a job without
 * an attempt of it. What an attempt ends is kept as long as the definition on its own node says.
 */
public final class KeepTimes {

    /** The SQL expression that is the time until which a job row {@code j} is kept if it ends now; null for no limit. */
    static final String UNTIL =
            """
            (SELECT millwright.clock() + k.millis * interval '1 millisecond'
               FROM millwright.definition_keep k WHERE k.definition = j.definition)""";

    // In the order of names: nodes that start at once wait for each other, and never in a circle.
    private static final String NOTE =
            """
            WITH said AS (
                SELECT * FROM unnest(?::text[], ?::bigint[]) AS s (definition, millis)
            ), unlimited AS (
                DELETE FROM millwright.definition_keep k USING said s
                 WHERE k.definition = s.definition AND s.millis IS NULL
            )
            INSERT INTO millwright.definition_keep AS k (definition, millis)
            SELECT definition, millis FROM said WHERE millis IS NOT NULL ORDER BY definition
            ON CONFLICT (definition) DO UPDATE SET millis = excluded.millis WHERE k.millis <> excluded.millis
            """;

    private final Database database;

    public KeepTimes(Database database) {
        this.database = database;
    }

    /** From now on jobs of these are kept as they say; those of others as they were. */
    public void note(Collection<JobDefinition> definitions) {
        List<JobDefinition> said = List.copyOf(definitions);
        database.update(
                NOTE,
                new SqlArray("text", said.stream().map(JobDefinition::name).toList()),
                new SqlArray(
                        "int8",
                        said.stream()
                                .map(each -> each.policy()
                                        .keep()
                                        .map(Duration::toMillis)
                                        .orElse(null))
                                .collect(Collectors.toList())));
    }
}

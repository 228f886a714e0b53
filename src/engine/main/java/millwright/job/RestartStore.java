package millwright.job;

import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;

/** Owns the statement that restarts a job. */
final class RestartStore {

    private static final String RESTART =
            """
            WITH %s
            SELECT id FROM restarted
            """.formatted(RestartSql.of());

    private final Database database;

    RestartStore(Database database) {
        this.database = database;
    }

    /**
     * Whether the job goes on.
     *
     * @param parameters their JSON, or null to keep those it has
     */
    boolean restart(UUID id, String parameters, String by) {
        return database.first(
                        RESTART,
                        row -> row.getObject("id", UUID.class),
                        new SqlArray("uuid", List.of(id)),
                        parameters,
                        by,
                        by)
                .isPresent();
    }
}

package millwright.job;

import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Json;

/** Reads what happened to a job. */
final class EventStore {

    private static final String EVENTS =
            """
            SELECT at, event, by, node, attempt, NULLIF(detail, 'null') AS detail, correlation_id
              FROM millwright.job_event WHERE job_id = ? ORDER BY at, event <> 'SUBMITTED', attempt, event <> 'STARTED'
            """;

    private final Database database;

    EventStore(Database database) {
        this.database = database;
    }

    List<JobEvent> events(UUID id) {
        return database.list(
                EVENTS,
                row -> new JobEvent(
                        Database.instant(row, "at"),
                        row.getString("event"),
                        row.getString("by"),
                        row.getObject("node", UUID.class),
                        row.getObject("attempt", Integer.class),
                        Json.value(row.getString("detail")),
                        row.getString("correlation_id")),
                id);
    }
}

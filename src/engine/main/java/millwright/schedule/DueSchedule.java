package millwright.schedule;

import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.JobRequest;
import millwright.job.Priority;

/**
 * A schedule whose time has come, as a tick read it.
 *
 * @param now the database's clock at that moment
 * @param lastError what the row says went wrong before, or null
 */
record DueSchedule(
        UUID id,
        String name,
        String cron,
        String timeZone,
        String definition,
        JsonObject parameters,
        Optional<Priority> priority,
        String submitter,
        Instant nextFireAt,
        String lastError,
        Instant now) {

    static DueSchedule read(ResultSet row) throws SQLException {
        return new DueSchedule(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("cron"),
                row.getString("time_zone"),
                row.getString("definition"),
                Json.object(row.getString("parameters")),
                ScheduleStore.priority(row),
                row.getString("submitter"),
                Database.instant(row, "next_fire_at"),
                row.getString("last_error"),
                Database.instant(row, "now"));
    }

    JobRequest request() {
        JobRequest request = JobRequest.of(definition, submitter).withParameters(parameters);
        return priority.map(request::withPriority).orElse(request);
    }
}

package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.Job.AttemptRecord;
import millwright.retry.JobError;

/**
 * The attempts of a job: ended ones are entries of the row's {@code history}, the running one is the row itself. Here
 * is both the SQL that appends an entry and the code that reads them back.
 */
public final class AttemptHistory {

    private AttemptHistory() {}

    /**
     * The SQL expression that is {@code history} with the row's current attempt appended as ended.
     *
     * @param row the alias of the job row
     * @param outcome an SQL expression for the outcome's name
     * @param error an SQL expression of type jsonb
     */
    public static String appended(String row, String outcome, String error) {
        return """
                %1$s.history || jsonb_build_array(jsonb_build_object(
                    'attempt', %1$s.attempts, 'round', %1$s.round, 'lease', %1$s.lease, 'node', %1$s.node,
                    'outcome', %2$s, 'error', %3$s,
                    'started_at', %1$s.attempt_started_at, 'ended_at', millwright.clock()))"""
                .formatted(row, outcome, error);
    }

    static List<AttemptRecord> read(ResultSet row) throws SQLException {
        List<AttemptRecord> attempts = new ArrayList<>(ended(row.getString("history")));
        if (JobState.valueOf(row.getString("state")) == JobState.RUNNING) {
            attempts.add(new AttemptRecord(
                    row.getInt("attempts"),
                    row.getObject("node", UUID.class),
                    null,
                    Database.instant(row, "attempt_started_at"),
                    null,
                    null));
        }
        return attempts;
    }

    /** The ended attempts in a {@code history}, which holds events too; none for null. */
    public static List<AttemptRecord> ended(String history) {
        if (history == null) {
            return List.of();
        }
        return Json.array(history).stream()
                .map(JsonValue::asJsonObject)
                .filter(entry -> entry.containsKey("outcome"))
                .map(AttemptHistory::ended)
                .toList();
    }

    private static AttemptRecord ended(JsonObject entry) {
        return new AttemptRecord(
                entry.getInt("attempt"),
                UUID.fromString(entry.getString("node")),
                AttemptOutcome.valueOf(entry.getString("outcome")),
                instant(entry, "started_at"),
                instant(entry, "ended_at"),
                entry.isNull("error") ? null : JobError.fromJson(entry.getJsonObject("error")));
    }

    private static Instant instant(JsonObject entry, String name) {
        return entry.isNull(name)
                ? null
                : OffsetDateTime.parse(entry.getString(name)).toInstant();
    }
}

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
     * The SQL expression that is {@code history} with the row's current attempt, ending now, appended.
     *
     * @param row the alias of the job row
     * @param outcome an SQL expression for the outcome's name
     * @param error an SQL expression of type jsonb
     */
    public static String appended(String row, String outcome, String error) {
        return appended(row, outcome, error, row + ".attempt_started_at", "millwright.clock()");
    }

    /** The same for an attempt that began and ended at the times the last two SQL expressions give. */
    public static String appended(String row, String outcome, String error, String startedAt, String endedAt) {
        return """
                %1$s.history || jsonb_build_object(
                    'attempt', %1$s.attempts, 'round', %1$s.round, 'lease', %1$s.lease, 'node', %1$s.node,
                    'outcome', %2$s, 'error', %3$s, 'started_at', %4$s, 'ended_at', %5$s)"""
                .formatted(row, outcome, error, startedAt, endedAt);
    }

    /** The same for one that left no error, which the entry does not mention then. */
    public static String appendedWithoutError(String row, String outcome, String startedAt, String endedAt) {
        return """
                %1$s.history || jsonb_build_object(
                    'attempt', %1$s.attempts, 'round', %1$s.round, 'lease', %1$s.lease, 'node', %1$s.node,
                    'outcome', %2$s, 'started_at', %3$s, 'ended_at', %4$s)"""
                .formatted(row, outcome, startedAt, endedAt);
    }

    static List<AttemptRecord> read(ResultSet row) throws SQLException {
        List<AttemptRecord> attempts = new ArrayList<>(ended(row.getString("history")));
        if (JobState.valueOf(row.getString("state")) == JobState.RUNNING) {
            attempts.add(new AttemptRecord(
                    row.getInt("attempts"),
                    row.getInt("round"),
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
                entry.getInt("round"),
                UUID.fromString(entry.getString("node")),
                AttemptOutcome.valueOf(entry.getString("outcome")),
                instant(entry, "started_at"),
                instant(entry, "ended_at"),
                JobError.fromJson(isAbsent(entry, "error") ? null : entry.getJsonObject("error")));
    }

    private static Instant instant(JsonObject entry, String name) {
        return isAbsent(entry, name)
                ? null
                : OffsetDateTime.parse(entry.getString(name)).toInstant();
    }

    private static boolean isAbsent(JsonObject entry, String name) {
        return !entry.containsKey(name) || entry.isNull(name);
    }
}

package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Json;
import millwright.retry.JobError;

/** What is read of a job's row, by whoever finds it, and the {@link Job} that it makes. */
public final class JobRow {

    /** Those that both tables have. */
    public static final String COLUMNS =
            """
            id, definition, queue, priority, state, round, lease, node, attempts, parameters, history, error,
            submitter, correlation_id, tags, metadata, run_at, expires_at, deadline, concurrency_key, unique_key, parent,
            retry_of, redriven_from, metadata #>> '{millwright,schedule}' AS schedule,
            (metadata #>> '{millwright,fire_at}')::timestamptz AS fire_at, created_at, started_at, finished_at""";

    /** The others, of a row of {@code millwright.job} by the name {@code job}. */
    // What an attempt said under an earlier lease is no longer true.
    public static final String HOT =
            """
            control, attempt_started_at, waits_for, NULL::jsonb AS result,
            CASE WHEN node IS NOT NULL THEN (
             SELECT jsonb_build_object('fraction', p.fraction, 'message', p.message, 'details', p.details,
                                       'records_processed', p.records_processed, 'records_failed', p.records_failed)
               FROM millwright.job_progress p
              WHERE p.job_id = job.id AND p.lease = job.lease) END AS progress""";

    /** The others, of a row of {@code millwright.job_archive}. */
    public static final String COLD =
            "NULL::text AS control, NULL::timestamptz AS attempt_started_at, 0 AS waits_for, result, progress";

    private JobRow() {}

    /** The job in a row that has all these columns. */
    public static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getObject("id", UUID.class),
                row.getString("definition"),
                row.getString("queue"),
                Priority.ofRank(row.getInt("priority")),
                JobState.valueOf(row.getString("state")),
                control(row.getString("control")),
                row.getInt("round"),
                Json.object(row.getString("parameters")),
                Json.value(row.getString("result")),
                JobError.fromJson(Json.object(row.getString("error"))),
                Progress.fromJson(Json.object(row.getString("progress"))),
                row.getString("submitter"),
                row.getString("correlation_id"),
                row.getString("schedule"),
                Database.instant(row, "fire_at"),
                Database.instant(row, "created_at"),
                Database.instant(row, "started_at"),
                Database.instant(row, "finished_at"),
                AttemptHistory.read(row),
                terms(row));
    }

    private static Job.Terms terms(ResultSet row) throws SQLException {
        return new Job.Terms(
                Json.array(row.getString("tags")).getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList(),
                metadata(row.getString("metadata")),
                Database.instant(row, "run_at"),
                Database.instant(row, "expires_at"),
                Database.instant(row, "deadline"),
                row.getInt("waits_for"),
                row.getString("concurrency_key"),
                row.getString("unique_key"),
                row.getObject("parent", UUID.class),
                row.getObject("retry_of", UUID.class),
                row.getObject("redriven_from", UUID.class));
    }

    /** What the engine notes there has members of its own. */
    private static JsonObject metadata(String text) {
        JsonObject all = Json.object(text);
        return all.containsKey("millwright")
                ? Json.provider().createObjectBuilder(all).remove("millwright").build()
                : all;
    }

    private static Control control(String name) {
        return name == null ? null : Control.valueOf(name);
    }
}

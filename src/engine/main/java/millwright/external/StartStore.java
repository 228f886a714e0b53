package millwright.external;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.CheckedJob;
import millwright.job.DirectCall;

/** Owns the SQL by which work that somebody outside has begun becomes a job. */
final class StartStore {

    private static final String BEGIN =
            """
            WITH %s
            SELECT attempt_started_at, lease_expires_at, attempt_deadline, deadline FROM begun
            """
                    .formatted(
                            DirectCall.begin(
                                    """
                                    (SELECT millwright.clock() + ?::bigint * interval '1 millisecond' AS total,
                                            millwright.clock() + ?::bigint * interval '1 millisecond' AS limited,
                                            millwright.clock() + ?::bigint * interval '1 millisecond' AS held) AS times""",
                                    "?::uuid",
                                    ", tags, metadata, history, external, deadline, attempt_deadline, lease_expires_at",
                                    """
                                    , ?::jsonb, ?::jsonb,
                                    jsonb_build_array(jsonb_build_object('event', 'CLAIMED', 'at', millwright.clock(),
                                        'by', ?::text, 'detail', NULL)),
                                    true, total, least(total, limited), least(held, total, limited)"""));

    private final Database database;

    StartStore(Database database) {
        this.database = database;
    }

    /** When an attempt began, and its limits. */
    record Begun(Instant at, Instant leaseExpiresAt, Instant attemptDeadline, Instant deadline) {}

    Begun begin(CheckedJob job, String worker, UUID session, Duration timeout, Duration lease) {
        var tags = Json.provider().createArrayBuilder();
        job.tags().forEach(tags::add);
        return database.first(
                        BEGIN,
                        StartStore::begun,
                        job.id(),
                        job.definition(),
                        job.queue(),
                        job.priority().rank(),
                        job.submitter(),
                        job.correlationId().orElse(null),
                        job.parameters(),
                        job.parent().orElse(null),
                        session,
                        tags.build().toString(),
                        job.metadata().toString(),
                        worker,
                        job.totalTimeout().map(Duration::toMillis).orElse(null),
                        timeout == null ? null : timeout.toMillis(),
                        lease.toMillis())
                .orElseThrow();
    }

    private static Begun begun(ResultSet row) throws SQLException {
        return new Begun(
                Database.instant(row, "attempt_started_at"),
                Database.instant(row, "lease_expires_at"),
                Database.instant(row, "attempt_deadline"),
                Database.instant(row, "deadline"));
    }
}

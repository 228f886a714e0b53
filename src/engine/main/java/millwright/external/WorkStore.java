package millwright.external;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.event.FeedRows;
import millwright.job.ClaimedJob;
import millwright.job.Control;
import millwright.job.JobLifecycle;
import millwright.job.Progress;

/** Owns the SQL by which workers outside take jobs and say that they are still at them. */
final class WorkStore {

    private static final String CLAIM =
            """
            WITH claimed AS MATERIALIZED (
                SELECT * FROM millwright.claim_external(?::uuid, ?::text, ?::text[], ?::integer, ?::bigint, ?::text)
            ), %s
            SELECT * FROM claimed
            """
                    .formatted(FeedRows.of("SELECT id, queue, definition, submitter, correlation_id, "
                            + JobLifecycle.CLAIM.toLiteral() + " AS state FROM claimed"));

    private static final String LINES =
            """
            SELECT l.definition, l.queue FROM millwright.external_lines(?::text[]) AS l
             WHERE NOT EXISTS (SELECT FROM millwright.queue q WHERE q.name = l.queue AND q.paused)
            """;

    // The limit of an attempt needs its definition and its earlier errors, which the claim does not read. A crash
    // before
    // this leaves a lease of which no worker knows: it runs out.
    private static final String LIMIT =
            """
            UPDATE millwright.job j
               SET attempt_deadline = least(attempt_deadline, attempt_started_at + l.millis * interval '1 millisecond'),
                   lease_expires_at = least(lease_expires_at, attempt_started_at + l.millis * interval '1 millisecond')
              FROM unnest(?::uuid[], ?::bigint[], ?::bigint[]) AS l (id, lease, millis)
             WHERE j.id = l.id AND j.lease = l.lease AND j.node = ? AND j.id = ANY (?) AND %s
            """
                    .formatted(JobLifecycle.COMPLETE.guard("j.state"));

    // Once a cancel was asked for, the lease holds as it does and no longer: the worker has so long to end by itself.
    private static final String RENEW =
            """
            UPDATE millwright.job j
               SET lease_expires_at = CASE WHEN control = '%s' THEN lease_expires_at
                       ELSE least(millwright.clock() + ?::bigint * interval '1 millisecond', attempt_deadline) END
             WHERE id = ? AND lease = ? AND node = ? AND external AND %s
            RETURNING id, lease, control, lease_expires_at, attempt_deadline
            """
                    .formatted(Control.CANCEL, JobLifecycle.COMPLETE.guard("state"));

    private static final String HEARTBEAT = "WITH renewed AS (" + RENEW + ") SELECT * FROM renewed";

    private static final String PROGRESS = "WITH renewed AS (" + RENEW
            + """
            ), said AS (
                INSERT INTO millwright.job_progress AS p (job_id, lease, fraction, message, details, records_processed,
                                                          records_failed, updated_at)
                SELECT id, lease, ?::double precision, ?::text, ?::jsonb, ?::bigint, ?::bigint, millwright.clock()
                  FROM renewed
                ON CONFLICT (job_id) DO UPDATE
                   SET lease = excluded.lease, message = excluded.message, details = excluded.details,
                       fraction = CASE WHEN p.lease = excluded.lease THEN greatest(p.fraction, excluded.fraction)
                                       ELSE excluded.fraction END,
                       records_processed = excluded.records_processed, records_failed = excluded.records_failed,
                       updated_at = excluded.updated_at
                 WHERE p.lease <= excluded.lease
            )
            SELECT * FROM renewed
            """;

    private final Database database;

    WorkStore(Database database) {
        this.database = database;
    }

    /** A job as it was claimed. */
    record Claimed(ClaimedJob job, Instant leaseExpiresAt) {}

    /** By how much each claimed job is limited. */
    record Limit(ClaimedJob job, Duration most) {}

    List<Claimed> claim(UUID session, WorkRequest request) {
        return database.list(
                CLAIM,
                row -> new Claimed(claimed(row, session), Database.instant(row, "lease_expires_at")),
                session,
                request.worker(),
                new SqlArray("text", request.definitions().stream().distinct().toList()),
                request.most(),
                request.lease().toMillis(),
                request.queue().orElse(null));
    }

    /** Jobs of a definition that wait in a queue. */
    record Line(String definition, String queue) {}

    /** Those of {@code definitions} that hold jobs to be claimed, in queues that are not paused. */
    Set<Line> lines(Collection<String> definitions) {
        return new HashSet<>(database.list(
                LINES,
                row -> new Line(row.getString("definition"), row.getString("queue")),
                new SqlArray("text", List.copyOf(definitions))));
    }

    static ClaimedJob claimed(ResultSet row, UUID session) throws SQLException {
        return new ClaimedJob(
                row.getObject("id", UUID.class),
                row.getString("definition"),
                row.getString("queue"),
                row.getString("parameters"),
                row.getString("options"),
                row.getString("history"),
                row.getInt("round"),
                row.getInt("attempts"),
                row.getLong("lease"),
                session,
                Database.instant(row, "attempt_started_at"),
                Database.instant(row, "deadline"),
                row.getString("submitter"),
                row.getString("correlation_id"));
    }

    void limit(UUID session, List<Limit> limits) {
        SqlArray ids = new SqlArray(
                "uuid", limits.stream().map(limit -> limit.job().id()).toList());
        database.update(
                LIMIT,
                ids,
                new SqlArray(
                        "int8",
                        limits.stream().map(limit -> limit.job().lease()).toList()),
                new SqlArray(
                        "int8",
                        limits.stream().map(limit -> limit.most().toMillis()).toList()),
                session,
                ids);
    }

    /** Empty when the lease is no longer the worker's. */
    Optional<Heartbeat> heartbeat(UUID job, LeaseToken token) {
        return database.first(
                HEARTBEAT, WorkStore::heartbeat, token.duration().toMillis(), job, token.lease(), token.session());
    }

    /** The same, with how far the attempt has come. */
    Optional<Heartbeat> progress(UUID job, LeaseToken token, Progress progress) {
        return database.first(
                PROGRESS,
                WorkStore::heartbeat,
                token.duration().toMillis(),
                job,
                token.lease(),
                token.session(),
                progress.fraction(),
                progress.message(),
                progress.details().toString(),
                progress.recordsProcessed(),
                progress.recordsFailed());
    }

    private static Heartbeat heartbeat(ResultSet row) throws SQLException {
        return new Heartbeat(
                Control.CANCEL.name().equals(row.getString("control")),
                Database.instant(row, "lease_expires_at"),
                Optional.ofNullable(Database.instant(row, "attempt_deadline")));
    }
}

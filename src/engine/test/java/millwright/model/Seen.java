package millwright.model;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.job.JobState;
import millwright.testing.TestDatabase;

/** A job's row as it stands in the database, hot or archived. */
record Seen(
        UUID id,
        String queue,
        int priority,
        long position,
        JobState state,
        boolean archived,
        boolean ready,
        int round,
        long lease,
        UUID node,
        int attempts,
        int crashes,
        String control,
        String key,
        Instant runAt,
        Instant expiresAt,
        boolean started) {

    private static final String ALL =
            """
            SELECT id, queue, priority, position, state, false AS archived, ready, round, lease, node, attempts,
                   crash_count,
                   control, concurrency_key, run_at, expires_at, started_at
              FROM millwright.job
            UNION ALL
            SELECT id, queue, priority, position, state, true, false, round, lease, node, attempts,
                   crash_count,
                   NULL, concurrency_key, run_at, expires_at, started_at
              FROM millwright.job_archive
            """;

    static List<Seen> all(TestDatabase database) {
        return database.list(ALL, Seen::of);
    }

    private static Seen of(ResultSet row) throws SQLException {
        return new Seen(
                row.getObject("id", UUID.class),
                row.getString("queue"),
                row.getInt("priority"),
                row.getLong("position"),
                JobState.valueOf(row.getString("state")),
                row.getBoolean("archived"),
                row.getBoolean("ready"),
                row.getInt("round"),
                row.getLong("lease"),
                row.getObject("node", UUID.class),
                row.getInt("attempts"),
                row.getInt("crash_count"),
                row.getString("control"),
                row.getString("concurrency_key"),
                Database.instant(row, "run_at"),
                Database.instant(row, "expires_at"),
                row.getTimestamp("started_at") != null);
    }

    boolean isHolder() {
        return key != null && ((state == JobState.QUEUED && ready) || state == JobState.RUNNING);
    }

    boolean isClaimable() {
        return state == JobState.QUEUED && ready;
    }

    /** Whether this one is to be claimed before {@code other} of the same queue. */
    boolean isBefore(Seen other) {
        return priority != other.priority ? priority < other.priority : position < other.position;
    }
}

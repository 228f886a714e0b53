package millwright.testing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import millwright.database.Json;
import millwright.job.ClaimedJob;
import millwright.job.RunningAttempt;

/** Puts rows into the engine's tables, many at a time, as its own statements would have left them. */
public final class Rows {

    private static final String QUEUED =
            """
            INSERT INTO millwright.job (id, definition, queue, priority, state, submitter)
            SELECT gen_random_uuid(), 'work', 'default', ?::smallint, 'QUEUED', 'test' FROM generate_series(1, ?)
            """;

    private static final String RUNNING =
            """
            INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, node, lease, attempts,
                                        crash_count, started_at, attempt_started_at)
            SELECT gen_random_uuid(), 'work', 'default', 2, 'RUNNING', 'test', ?, 1, 1, ?, now(), now()
              FROM generate_series(1, ?)
            RETURNING id
            """;

    private static final String NODE =
            """
            INSERT INTO millwright.node (id, name, version, workers) VALUES (?, 'test', '1', 8)
            """;

    private Rows() {}

    /** {@code count} claimable jobs of one priority, the first inserted first in line. */
    public static void queued(TestDatabase database, int priority, int count) {
        database.sql(QUEUED, priority, count);
    }

    /** A living node. */
    public static UUID node(TestDatabase database) {
        UUID id = UUID.randomUUID();
        database.sql(NODE, id);
        return id;
    }

    /** {@code count} jobs that {@code node} runs under lease 1. */
    public static List<RunningAttempt> running(TestDatabase database, UUID node, int count) {
        return running(database, node, count, 0);
    }

    /** The same, for jobs that have lost {@code crashes} nodes already. */
    public static List<RunningAttempt> running(TestDatabase database, UUID node, int count, int crashes) {
        return database.list(RUNNING, row -> row.getObject("id", UUID.class), node, crashes, count).stream()
                .map(id -> attempt(id, node, 1))
                .toList();
    }

    public static RunningAttempt attempt(UUID job, UUID node, long lease) {
        return new RunningAttempt(claimed(job, node, 1, lease));
    }

    /** What a claim of a plain job would have given. */
    public static ClaimedJob claimed(UUID job, UUID node, int attempt, long lease) {
        return new ClaimedJob(
                job,
                "work",
                "default",
                Json.object("{}"),
                Json.object("{}"),
                List.of(),
                1,
                attempt,
                lease,
                node,
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                "test",
                null);
    }
}

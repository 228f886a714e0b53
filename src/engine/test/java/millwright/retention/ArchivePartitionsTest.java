package millwright.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import millwright.testing.Await;
import millwright.testing.Crowd;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R1, R2: the partitions of the next fortnight. */
@PostgresTest
class ArchivePartitionsTest {

    private static final String PARTITIONS =
            """
            SELECT count(*) FROM pg_inherits
             WHERE inhparent = 'millwright.job_archive'::regclass
               AND inhrelid <> 'millwright.job_archive_default'::regclass
            """;

    private final TestDatabase database;
    private final List<ArchivePartitions> started = new ArrayList<>();

    ArchivePartitionsTest(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void stopAll() {
        started.forEach(ArchivePartitions::stop);
    }

    @Test
    void todayAndTheNextFourteenDaysHaveOneEach() {
        partitions().start();
        assertEquals(15, database.number(PARTITIONS));
        for (int day : new int[] {0, 14}) {
            assertTrue(database.isTrue(
                    """
                    SELECT to_regclass('millwright.job_archive_'
                           || to_char((now() AT TIME ZONE 'UTC')::date + ?::integer, 'YYYYMMDD')) IS NOT NULL
                    """,
                    day));
        }
    }

    @Test
    void aDayIsADayInUtcWhateverTheSessionsZone() throws Exception {
        try (OpenTransaction session = new OpenTransaction(database)) {
            session.database()
                    .first("SELECT set_config('timezone', 'Pacific/Auckland', true)", row -> row.getString(1));
            session.database()
                    .first("SELECT millwright.make_archive_partition(DATE '2030-01-02')", row -> row.getBoolean(1));
            session.commit();
        }
        assertEquals(
                "FOR VALUES FROM ('2030-01-02 00:00:00+00') TO ('2030-01-03 00:00:00+00')",
                inUtc("SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE relname = 'job_archive_20300102'"));
    }

    @Test
    void rowsThatTheDefaultPartitionTookMoveToTheirDay() {
        database.sql(
                """
                INSERT INTO millwright.job_archive (id, definition, queue, priority, position, state, round, lease,
                       attempts, crash_count, submitter, parameters, tags, metadata, history, created_at, finished_at)
                SELECT gen_random_uuid(), 'work', 'default', 2, 1, 'COMPLETED', 1, 1, 1, 0, 'test', '{}', '[]', '{}',
                       '[]', now(), now()
                """);
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job_archive_default"));
        partitions().start();
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job_archive_default"));
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job_archive"));
        assertEquals(15, database.number(PARTITIONS));
    }

    @Test
    void severalNodesMakeThemAtOnce() throws Exception {
        List<ArchivePartitions> nodes = List.of(partitions(), partitions(), partitions(), partitions());
        java.util.concurrent.atomic.AtomicInteger next = new java.util.concurrent.atomic.AtomicInteger();
        Crowd.of(4, () -> {
            nodes.get(next.getAndIncrement()).start();
            return true;
        });
        assertEquals(15, database.number(PARTITIONS));
    }

    @Test
    void givesWayToWhoeverHoldsTheTableAndComesBack() throws Exception {
        CompletableFuture<Void> made;
        try (OpenTransaction outcome = new OpenTransaction(database)) {
            outcome.database()
                    .update("INSERT INTO millwright.job_archive_default SELECT * FROM millwright.job_archive");
            outcome.database().first("SELECT count(*) FROM millwright.job_archive", row -> row.getLong(1));
            outcome.database().update("LOCK TABLE millwright.job_archive IN ACCESS EXCLUSIVE MODE");
            made = CompletableFuture.runAsync(() -> partitions().start());
            Await.until(() -> !waiting().isEmpty());
            String firstSeen = waiting();
            // each try ends by itself: the transaction seen waiting is over long before the table is free
            Await.until(() -> !waiting().equals(firstSeen), Duration.ofSeconds(5));
            assertFalse(made.isCompletedExceptionally());
            outcome.commit();
        }
        made.get();
        assertEquals(15, database.number(PARTITIONS));
    }

    /** When the transaction that waits for a lock began, or nothing. */
    private String waiting() {
        return database.database()
                .first(
                        """
                        SELECT xact_start::text FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """,
                        row -> row.getString(1))
                .orElse("");
    }

    private String inUtc(String sql) throws Exception {
        try (OpenTransaction session = new OpenTransaction(database)) {
            session.database().first("SELECT set_config('timezone', 'UTC', true)", row -> row.getString(1));
            return session.database().first(sql, row -> row.getString(1)).orElseThrow();
        }
    }

    private ArchivePartitions partitions() {
        ArchivePartitions partitions = new ArchivePartitions(database.database(), Thread::new);
        started.add(partitions);
        return partitions;
    }
}

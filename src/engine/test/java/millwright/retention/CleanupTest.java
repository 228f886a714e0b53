package millwright.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import millwright.job.JobState;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R4: what is asked for goes with all that belongs to it, and nothing else. */
@PostgresTest
class CleanupTest {

    private static final String ARCHIVED =
            """
            INSERT INTO millwright.job_archive (id, definition, queue, priority, position, state, round, lease,
                attempts, crash_count, submitter, parameters, tags, metadata, history, created_at, finished_at)
            SELECT gen_random_uuid(), ?, ?, 2, 1, ?, 1, 1, 1, 0, 'test', '{}', '[]', '{}', '[]', now(),
                   now() - ?::interval
              FROM generate_series(1, ?)
            """;

    private static final Set<JobState> ENDED =
            Set.of(JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED, JobState.EXPIRED);

    private final TestDatabase database;
    private final StoredCleanup cleanup;

    CleanupTest(TestDatabase database) {
        this.database = database;
        this.cleanup = new StoredCleanup(database.database());
    }

    @BeforeEach
    void makeDays() {
        for (int day = -3; day <= 0; day++) {
            database.list(
                    "SELECT millwright.make_archive_partition((now() AT TIME ZONE 'UTC')::date + ?::integer)",
                    row -> row.getBoolean(1),
                    day);
        }
    }

    @Test
    void whatIsOldEnoughAndEndedSoGoesWithLogAndSteps() {
        archived("work", "default", "COMPLETED", "49 hours", 3_000);
        archived("work", "default", "CANCELLED", "49 hours", 20);
        archived("work", "default", "COMPLETED", "1 hour", 7);
        // of a day for which nobody made a partition
        archived("work", "default", "COMPLETED", "90 days", 5);
        database.sql("INSERT INTO millwright.job_log (job_id, attempt, at, level, message)"
                + " SELECT id, 1, now(), 'INFO', 'line' FROM millwright.job_archive");
        database.sql("INSERT INTO millwright.job_instance (job_id, job_name, step_count)"
                + " SELECT id, 'work', 1 FROM millwright.job_archive");
        CleanupReport report = cleanup.run(old(Set.of(JobState.COMPLETED), false));
        assertEquals(Map.of(JobState.COMPLETED, 3_005L), report.jobs());
        assertTrue(report.isComplete());
        assertEquals(27, database.number("SELECT count(*) FROM millwright.job_archive"));
        assertEquals(27, database.number("SELECT count(*) FROM millwright.job_log"));
        assertEquals(27, database.number("SELECT count(*) FROM millwright.job_instance"));
        assertEquals(0, cleanup.run(old(Set.of(JobState.COMPLETED), false)).total());
    }

    @Test
    void aDryRunSaysWhatTheRealOneDoesAndRemovesNothing() {
        archived("work", "default", "COMPLETED", "49 hours", 2_000);
        archived("work", "default", "FAILED", "49 hours", 4);
        CleanupReport counted = cleanup.run(old(ENDED, true));
        assertEquals(2_004, database.number("SELECT count(*) FROM millwright.job_archive"));
        assertEquals(counted.jobs(), cleanup.run(old(ENDED, false)).jobs());
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job_archive"));
    }

    @Test
    void otherQueuesAndDefinitionsStay() {
        archived("work", "default", "COMPLETED", "49 hours", 1);
        archived("work", "slow", "COMPLETED", "49 hours", 2);
        archived("report", "slow", "COMPLETED", "49 hours", 4);
        CleanupReport report =
                cleanup.run(new CleanupRequest(dayAgo(), ENDED, Set.of("slow"), Set.of("report"), false));
        assertEquals(4, report.total());
        assertEquals(3, database.number("SELECT count(*) FROM millwright.job_archive"));
    }

    @Test
    void aCallThatHasTakenItsTimeLeavesTheRestToTheNext() {
        archived("work", "default", "COMPLETED", "49 hours", 1_000);
        archived("work", "default", "COMPLETED", "25 hours", 2_000);
        AtomicLong clock = new AtomicLong();
        StoredCleanup slow = new StoredCleanup(
                database.database(), () -> clock.getAndAdd(Duration.ofSeconds(6).toNanos()));
        CleanupReport first = slow.run(old(ENDED, false));
        assertFalse(first.isComplete());
        assertEquals(1_000, first.total(), "the oldest day first");
        CleanupReport rest = cleanup.run(old(ENDED, false));
        assertEquals(3_000, first.total() + rest.total());
    }

    @Test
    void anOutcomeIsNotHeldUp() throws Exception {
        archived("work", "default", "COMPLETED", "49 hours", 10);
        try (Connection deleting = database.connect()) {
            deleting.setAutoCommit(false);
            // as one statement of a clean-up, before it is committed
            deleting.createStatement().execute("DELETE FROM millwright.job_archive");
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> archived("work", "default", "COMPLETED", "0 seconds", 1));
            deleting.rollback();
            assertEquals(11, database.number("SELECT count(*) FROM millwright.job_archive"));
        }
    }

    @Test
    void aJobThatIsNotOverIsNoneThatMayBeAskedFor() {
        assertThrows(IllegalArgumentException.class, () -> old(Set.of(JobState.RUNNING), true));
        assertThrows(IllegalArgumentException.class, () -> old(Set.of(), true));
    }

    private void archived(String definition, String queue, String state, String age, int jobs) {
        database.sql(ARCHIVED, definition, queue, state, age, jobs);
    }

    private static CleanupRequest old(Set<JobState> states, boolean dryRun) {
        return new CleanupRequest(dayAgo(), states, Set.of(), Set.of(), dryRun);
    }

    private static Instant dayAgo() {
        return Instant.now().minus(Duration.ofDays(1));
    }
}

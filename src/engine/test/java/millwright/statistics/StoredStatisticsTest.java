package millwright.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import millwright.job.DurationBucket;
import millwright.job.JobCount;
import millwright.job.JobState;
import millwright.job.Performance;
import millwright.job.StatisticsQuery;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.Statements;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** T1 to T3: numbers against those counted by hand. */
@PostgresTest
class StoredStatisticsTest {

    private final Instant now = Instant.now();
    private final StatisticsQuery today =
            StatisticsQuery.between(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)));

    private final TestDatabase database;
    private final StoredStatistics statistics;
    private final DeltaFolder folder;

    StoredStatisticsTest(TestDatabase database) {
        this.database = database;
        this.statistics = new StoredStatistics(database.database());
        this.folder = new DeltaFolder(database.database(), Thread::new);
    }

    @AfterEach
    void stop() {
        folder.stop();
    }

    @Test
    void theNumbersOfNowAreExactBeforeAndAfterTheFold() {
        moved("default", "work", "QUEUED", 10);
        moved("default", "work", "QUEUED", -4);
        moved("default", "work", "RUNNING", 4);
        List<JobCount> expected = List.of(
                new JobCount("default", "work", JobState.QUEUED, 6),
                new JobCount("default", "work", JobState.RUNNING, 4));
        assertEquals(expected, statistics.counts());
        folder.fold();
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job_delta"));
        assertEquals(expected, statistics.counts());
        moved("default", "work", "QUEUED", -6);
        moved("default", "work", "RUNNING", 6);
        folder.fold();
        assertEquals(List.of(new JobCount("default", "work", JobState.RUNNING, 10)), statistics.counts());
    }

    @Test
    void sharesMeansAndPercentilesAreThoseCountedByHand() {
        // 90 of a second, 10 of a minute
        ended("COMPLETED", 90, 1_000, 90 * 50, 90);
        ended("COMPLETED", 10, 60_000, 10 * 150, 10);
        ended("FAILED", 25, 5_000, 0, 0);
        ended("RETRYING", 7, 5_000, 0, 0);
        database.sql(
                "INSERT INTO millwright.job_delta (queue, definition, state, jobs) VALUES ('default', 'work', 'EXPIRED', 3)");
        folder.fold();
        Performance performance = statistics.of(today);
        assertEquals(Map.of(JobState.COMPLETED, 100L, JobState.FAILED, 25L, JobState.EXPIRED, 3L), performance.ended());
        assertEquals(7, performance.retried());
        assertEquals(OptionalDouble.of(0.8), performance.successRate());
        assertEquals(Optional.of(Duration.ofMillis(6_900)), performance.mean());
        assertEquals(Optional.of(Duration.ofMillis(60)), performance.meanWait());
        assertNear(1_000, performance.percentile(0.5));
        assertNear(1_000, performance.percentile(0.9));
        assertNear(60_000, performance.percentile(0.95));
        assertNear(60_000, performance.percentile(1));
    }

    @Test
    void withoutJobsThereIsNoNumber() {
        Performance none = statistics.of(today);
        assertEquals(OptionalDouble.empty(), none.successRate());
        assertEquals(Optional.empty(), none.mean());
        assertEquals(Optional.empty(), none.percentile(0.5));
        assertThrows(IllegalArgumentException.class, () -> none.percentile(0));
        assertThrows(IllegalArgumentException.class, () -> StatisticsQuery.between(now, now.minusSeconds(1)));
    }

    @Test
    void queuesDefinitionsAndHoursAreToldApart() {
        moved("default", "work", "COMPLETED", 1);
        moved("default", "report", "COMPLETED", 2);
        moved("slow", "report", "COMPLETED", 4);
        folder.fold();
        assertEquals(Set.of("work", "report"), statistics.byDefinition(today).keySet());
        assertEquals(6, statistics.byDefinition(today).get("report").ended(JobState.COMPLETED));
        assertEquals(3, statistics.byQueue(today).get("default").ended(JobState.COMPLETED));
        assertEquals(4, statistics.of(today.ofQueue("slow")).ended(JobState.COMPLETED));
        assertEquals(
                2,
                statistics.of(today.ofQueue("default").ofDefinition("report")).ended(JobState.COMPLETED));
        database.sql("UPDATE millwright.job_statistic SET hour = hour - interval '3 hours' WHERE queue = 'slow'");
        assertEquals(3, statistics.of(today).ended(JobState.COMPLETED));
    }

    @Test
    void nothingBeyondWhatItIsNarrowedToIsCounted() {
        moved("default", "work", "COMPLETED", 1);
        moved("default", "report", "COMPLETED", 2);
        moved("slow", "report", "COMPLETED", 4);
        folder.fold();
        StatisticsQuery slowReports = today.within(Set.of("slow"), Set.of("report", "letter"));
        assertEquals(4, statistics.of(slowReports).ended(JobState.COMPLETED));
        assertEquals(Set.of("slow"), statistics.byQueue(slowReports).keySet());
        assertEquals(0, statistics.of(slowReports.ofQueue("default")).ended(JobState.COMPLETED));
        assertEquals(6, statistics.of(today.within(Set.of(), Set.of("report"))).ended(JobState.COMPLETED));
    }

    @Test
    void aMoveThatIsCommittedLateIsFoldedOnceToo() throws Exception {
        try (OpenTransaction late = new OpenTransaction(database)) {
            late.database()
                    .update("INSERT INTO millwright.job_delta (queue, definition, state, jobs)"
                            + " VALUES ('default', 'work', 'QUEUED', 1)");
            moved("default", "work", "QUEUED", 1);
            folder.fold();
            late.commit();
        }
        folder.fold();
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job_delta"));
        assertEquals(2, statistics.counts().get(0).jobs());
    }

    @Test
    void twoFoldersDoNotWaitForEachOther() throws Exception {
        moved("default", "work", "QUEUED", 1);
        try (OpenTransaction other = new OpenTransaction(database)) {
            other.database()
                    .list("SELECT pg_advisory_xact_lock(hashtext('millwright.job_delta'))", row -> row.getObject(1));
            folder.fold();
            assertEquals(1, database.number("SELECT count(*) FROM millwright.job_delta"));
        }
        folder.fold();
        assertEquals(1, statistics.counts().get(0).jobs());
    }

    @Test
    void aRecountGivesTheTruthWhateverWasCounted() {
        Rows.queued(database, 2, 5);
        moved("default", "work", "QUEUED", 99);
        moved("default", "gone", "QUEUED", 7);
        folder.fold();
        moved("default", "work", "QUEUED", 2);
        statistics.recount();
        List<JobCount> truth = List.of(new JobCount("default", "work", JobState.QUEUED, 5));
        assertEquals(truth, statistics.counts());
        folder.fold();
        assertEquals(truth, statistics.counts());
    }

    @Test
    void theFoldWalksNoMoreRowsThanItTakes() throws Exception {
        database.sql("INSERT INTO millwright.job_delta (queue, definition, state, jobs)"
                + " SELECT 'default', 'work', 'QUEUED', 1 FROM generate_series(1, 50000)");
        database.sql("ANALYZE millwright.job_delta");
        try (Connection connection = database.connect()) {
            String plan = Statements.genericPlan(connection, Statements.of("statistics.StatisticsStore", "FOLD"));
            assertTrue(!plan.contains("Seq Scan on job_delta"), plan);
            assertEquals(2, plan.split("Tid Range Scan on job_delta", -1).length - 1, plan);
        }
        folder.fold();
        assertEquals(50_000, statistics.counts().get(0).jobs());
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job_delta"));
    }

    @Test
    void aRowInSpaceThatWasFreedIsFoldedToo() {
        database.sql("INSERT INTO millwright.job_delta (queue, definition, state, jobs)"
                + " SELECT 'default', 'work', 'QUEUED', 1 FROM generate_series(1, 5000)");
        folder.fold();
        moved("default", "work", "QUEUED", 1);
        database.sql("VACUUM millwright.job_delta");
        folder.fold();
        moved("default", "work", "QUEUED", 1);
        assertTrue(database.isTrue("SELECT ctid < '(5,0)' FROM millwright.job_delta"));
        folder.fold();
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job_delta"));
        assertEquals(5_002, statistics.counts().get(0).jobs());
    }

    private void moved(String queue, String definition, String state, int jobs) {
        database.sql(
                "INSERT INTO millwright.job_delta (queue, definition, state, jobs) VALUES (?, ?, ?, ?)",
                queue,
                definition,
                state,
                jobs);
    }

    private void ended(String state, int jobs, long millisEach, long waited, int waits) {
        database.sql(
                """
                INSERT INTO millwright.job_delta (queue, definition, state, jobs, bucket, run_millis, wait_millis, waits)
                VALUES ('default', 'work', ?, ?, ?::smallint, ?, ?, ?)
                """,
                state,
                jobs,
                DurationBucket.of(millisEach),
                jobs * millisEach,
                waited,
                waits);
    }

    private static void assertNear(long millis, Optional<Duration> told) {
        long actual = told.orElseThrow().toMillis();
        assertTrue(Math.abs(actual - millis) <= millis / 10, "told " + actual + " for " + millis);
    }
}

package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.database.DatabaseException;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.RunningAttempt;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.Statements;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Q3, Q4, J3, R2: how an attempt's end is recorded, and that nobody but the holder of the newest lease records it. */
@PostgresTest
class OutcomeStoreTest {

    private static final JobError ERROR = new JobError("DATA_ERROR", ErrorCategory.PERMANENT, "no such thing");

    private final TestDatabase database;
    private final OutcomeStore store;
    private final UUID node;

    OutcomeStoreTest(TestDatabase database) {
        this.database = database;
        this.store = new OutcomeStore(database.database());
        this.node = Rows.node(database);
    }

    @Test
    void aCompletedJobMovesToTheArchiveWithItsResultAndItsAttempt() {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        assertEquals(Set.of(attempt.jobId()), record(attempt, AttemptEnd.completed(Json.object("{\"a\": 1}"))));

        assertEquals(0, count("job"));
        assertTrue(database.isTrue(
                """
                SELECT state = 'COMPLETED' AND result = '{"a": 1}' AND finished_at IS NOT NULL AND started_at IS NOT NULL
                       AND error IS NULL AND attempts = 1
                  FROM millwright.job_archive WHERE id = ?
                """,
                attempt.jobId()));
        assertTrue(database.isTrue(
                """
                SELECT number = 1 AND outcome = 'COMPLETED' AND node = ? AND lease = 1 AND started_at IS NULL
                  FROM millwright.attempt WHERE job_id = ?
                """,
                node,
                attempt.jobId()));
    }

    @Test
    void theArchiveTakesAJobIntoThePartitionOfItsDay() {
        database.list(
                "SELECT millwright.make_archive_partition((now() AT TIME ZONE 'UTC')::date)", row -> row.getBoolean(1));
        record(Rows.running(database, node, 1).get(0), AttemptEnd.completed(null));
        assertEquals(
                database.text("SELECT 'millwright.job_archive_' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD')"),
                database.text("SELECT tableoid::regclass::text FROM millwright.job_archive"));
    }

    @Test
    void withoutAPartitionOfTheDayTheDefaultOneTakesIt() {
        record(Rows.running(database, node, 1).get(0), AttemptEnd.completed(null));
        assertEquals(1, count("job_archive_default"));
    }

    @Test
    void aFailedJobStaysAsADeadLetterWithItsErrorAndItsEnd() {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        assertEquals(Set.of(attempt.jobId()), record(attempt, AttemptEnd.failed(ERROR)));
        assertEquals(0, count("job_archive"));
        assertTrue(database.isTrue(
                """
                SELECT state = 'FAILED' AND finished_at IS NOT NULL AND node IS NULL AND attempt_started_at IS NULL
                       AND error ->> 'message' = 'no such thing' AND history -> 0 -> 'error' ->> 'code' = 'DATA_ERROR'
                       AND history -> 0 ->> 'outcome' = 'FAILED'
                  FROM millwright.job WHERE id = ?
                """,
                attempt.jobId()));
    }

    @Test
    void aReleasedJobGoesBackToItsPlaceInTheQueueUncharged() {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        String position = database.text("SELECT position::text FROM millwright.job");
        record(attempt, AttemptEnd.released());
        assertTrue(database.isTrue(
                """
                SELECT state = 'QUEUED' AND finished_at IS NULL AND node IS NULL AND attempt_started_at IS NULL
                       AND crash_count = 0 AND lease = 1 AND history -> 0 ->> 'outcome' = 'RELEASED' AND ready
                  FROM millwright.job WHERE id = ?
                """,
                attempt.jobId()));
        assertEquals(position, database.text("SELECT position::text FROM millwright.job"));
    }

    @Test
    void anOlderLeaseOrAnotherNodeChangesNothing() {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        String before = row();
        for (AttemptEnd end : List.of(AttemptEnd.completed(null), AttemptEnd.failed(ERROR), AttemptEnd.released())) {
            assertEquals(Set.of(), record(Rows.attempt(attempt.jobId(), node, 0), end));
            assertEquals(Set.of(), record(Rows.attempt(attempt.jobId(), node, 2), end));
            assertEquals(Set.of(), record(Rows.attempt(attempt.jobId(), UUID.randomUUID(), 1), end));
        }
        assertEquals(before, row());
        assertEquals(0, count("job_archive"));
    }

    @Test
    void anOutcomeIsRecordedOnce() {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        record(attempt, AttemptEnd.failed(ERROR));
        String before = row();
        assertEquals(Set.of(), record(attempt, AttemptEnd.completed(null)));
        assertEquals(Set.of(), record(attempt, AttemptEnd.released()));
        assertEquals(before, row());
    }

    @Test
    void fiveHundredOutcomesOfAllKindsAreTwoStatements() {
        List<RunningAttempt> attempts = Rows.running(database, node, 500);
        List<EndedAttempt> ended = new java.util.ArrayList<>();
        for (int i = 0; i < 500; i++) {
            AttemptEnd end = i % 5 == 0
                    ? AttemptEnd.failed(ERROR)
                    : i % 5 == 1 ? AttemptEnd.released() : AttemptEnd.completed(Json.object("{\"i\": " + i + "}"));
            ended.add(new EndedAttempt(attempts.get(i), end));
        }
        List<List<EndedAttempt>> sets = OutcomeSets.of(ended);
        assertEquals(2, sets.size());
        assertEquals(
                attempts.stream().map(RunningAttempt::jobId).collect(Collectors.toSet()),
                sets.stream().flatMap(set -> store.record(set).jobs().stream()).collect(Collectors.toSet()));
        assertEquals(300, count("job_archive"));
        assertEquals(100, database.number("SELECT count(*) FROM millwright.job WHERE state = 'FAILED'"));
        assertEquals(100, database.number("SELECT count(*) FROM millwright.job WHERE state = 'QUEUED'"));
        assertEquals(300, database.number("SELECT count(DISTINCT result) FROM millwright.job_archive"));
    }

    @Test
    void aRowTheDatabaseRefusesKeepsTheWholeSetFromBeingWritten() {
        List<RunningAttempt> attempts = Rows.running(database, node, 2);
        DatabaseException refused = assertThrows(
                DatabaseException.class,
                () -> store.record(List.of(
                        new EndedAttempt(attempts.get(0), AttemptEnd.completed(null)),
                        new EndedAttempt(attempts.get(1), AttemptEnd.completed(Json.object("{\"huge\": 1e200000}"))))));
        assertTrue(refused.isDataError());
        assertFalse(refused.isTransient());
        assertEquals(2, database.number("SELECT count(*) FROM millwright.job WHERE state = 'RUNNING'"));
    }

    @Test
    void knowsWhatItHasRecordedWhereverTheJobIsNow() {
        List<RunningAttempt> attempts = Rows.running(database, node, 4);
        record(attempts.get(0), AttemptEnd.completed(null));
        record(attempts.get(1), AttemptEnd.failed(ERROR));
        record(attempts.get(2), AttemptEnd.released());
        List<EndedAttempt> asked = attempts.stream()
                .map(attempt -> new EndedAttempt(attempt, AttemptEnd.completed(null)))
                .toList();
        assertEquals(
                Set.of(
                        attempts.get(0).jobId(),
                        attempts.get(1).jobId(),
                        attempts.get(2).jobId()),
                store.alreadyRecorded(asked));
        assertEquals(
                Set.of(),
                store.alreadyRecorded(List.of(
                        new EndedAttempt(Rows.attempt(attempts.get(0).jobId(), node, 2), AttemptEnd.completed(null)))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsItsRowsByKeyHoweverManyJobsThereAre(boolean statisticsAreStale) throws Exception {
        if (statisticsAreStale) {
            database.sql("ANALYZE millwright.job");
        }
        Rows.queued(database, 2, 100_000);
        Rows.running(database, node, 2_000);
        if (!statisticsAreStale) {
            database.sql("ANALYZE millwright.job");
        }
        try (Connection connection = database.connect()) {
            for (String constant : List.of("COMPLETE", "RECORD", "ALREADY_RECORDED")) {
                String plan = Statements.genericPlan(connection, Statements.of("queue.OutcomeStore", constant));
                assertFalse(plan.matches("(?s).*Seq Scan on job\\b.*"), plan);
            }
        }
    }

    @Test
    void anErrorIsEmptyUnlessTheJobFailed() {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        record(attempt, AttemptEnd.released());
        assertNull(database.text("SELECT error::text FROM millwright.job"));
    }

    private Set<UUID> record(RunningAttempt attempt, AttemptEnd end) {
        return store.record(List.of(new EndedAttempt(attempt, end))).jobs();
    }

    private String row() {
        return database.text("SELECT j::text FROM millwright.job j");
    }

    private long count(String table) {
        return database.number("SELECT count(*) FROM millwright." + table);
    }
}

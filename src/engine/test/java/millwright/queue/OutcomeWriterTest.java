package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.EndedJobs;
import millwright.job.RunningAttempt;
import millwright.testing.Await;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.ShakyDataSource;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Q4, Q5: outcomes in sets, repeated until they are written, and one bad one does not keep the others. */
@PostgresTest
class OutcomeWriterTest {

    private static final String SLEEPING =
            """
            SELECT count(%s) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'
            """;

    private final TestDatabase database;
    private final ShakyDataSource network;
    private final OutcomeWriter writer;
    private final Thread thread;
    private final UUID node;

    OutcomeWriterTest(TestDatabase database) {
        this.database = database;
        this.network = new ShakyDataSource(database.dataSource());
        this.writer = new OutcomeWriter(new OutcomeStore(new Database(network)));
        this.thread = new Thread(writer, "outcomes");
        this.node = Rows.node(database);
    }

    @AfterEach
    void giveUp() throws InterruptedException {
        writer.giveUp();
        thread.join(Await.LONG.toMillis());
        assertFalse(thread.isAlive());
    }

    @Test
    void aBadResultFailsItsOwnAttemptAndNoOther() {
        List<RunningAttempt> attempts = Rows.running(database, node, 100);
        for (int i = 0; i < 100; i++) {
            String result = i == 37 ? "{\"huge\": 1e200000}" : "{\"i\": " + i + "}";
            writer.record(attempts.get(i), AttemptEnd.completed(Json.object(result)));
        }
        writeAll();
        assertEquals(99, archived());
        assertTrue(database.isTrue(
                """
                SELECT state = 'FAILED' AND error ->> 'code' = 'DATA_ERROR' AND error ->> 'category' = 'PERMANENT'
                       AND error ->> 'message' LIKE 'the outcome could not be recorded: %'
                  FROM millwright.job WHERE id = ?
                """,
                attempts.get(37).jobId()));
        assertEquals(0, writer.fencedCount());
    }

    @Test
    void whatWaitsWhenItIsStoppedIsWrittenFirst() {
        Rows.running(database, node, 1_200).forEach(attempt -> writer.record(attempt, AttemptEnd.completed(null)));
        writeAll();
        assertEquals(1_200, archived());
    }

    @Test
    void outcomesWhoseSessionWasEndedAreWrittenAgain() throws Exception {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        database.sql("CREATE TABLE slow AS SELECT true AS is_so");
        database.sql(
                """
                CREATE FUNCTION be_slow() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_sleep(120) FROM slow;
                    RETURN new;
                END $$
                """);
        database.sql(
                "CREATE TRIGGER slow BEFORE INSERT ON millwright.job_archive FOR EACH ROW EXECUTE FUNCTION be_slow()");
        writer.record(attempt, AttemptEnd.completed(null));
        thread.start();
        Await.until(() -> database.number(SLEEPING.formatted("*")) == 1);
        database.sql("DELETE FROM slow");
        assertEquals(1, database.number(SLEEPING.formatted("pg_terminate_backend(pid)")));
        Await.until(() -> archived() == 1);
        assertEquals(0, writer.fencedCount());
    }

    @Test
    void aTransactionThatHasAJobLockedKeepsNoOtherOutcomeWaiting() throws Exception {
        List<RunningAttempt> attempts = Rows.running(database, node, 20);
        UUID locked = attempts.get(7).jobId();
        try (OpenTransaction holder = new OpenTransaction(database)) {
            holder.database().list("SELECT id FROM millwright.job WHERE id = ? FOR UPDATE", row -> 0, locked);
            attempts.forEach(attempt -> writer.record(attempt, AttemptEnd.completed(null)));
            thread.start();
            Await.until(() -> archived() == 19);
            Await.until(() -> writer.unwritten().equals(Set.of(locked)));
        }
        Await.until(() -> archived() == 20);
        Await.until(() -> writer.unwritten().isEmpty());
        assertEquals(0, writer.fencedCount());
    }

    @Test
    void whatEndsBesideACancelThatIsNotCommittedIsCancelledOrNotAsThatEnds() throws Exception {
        List<RunningAttempt> attempts = Rows.running(database, node, 2);
        try (OpenTransaction operator = new OpenTransaction(database)) {
            operator.database()
                    .update(
                            "UPDATE millwright.job SET control = 'CANCEL' WHERE id = ?",
                            attempts.get(0).jobId());
            attempts.forEach(
                    attempt -> writer.record(attempt, AttemptEnd.failed(new IllegalStateException("not this time"))));
            thread.start();
            Await.until(() -> database.number("SELECT count(*) FROM millwright.job WHERE state = 'FAILED'") == 1);
            operator.commit();
        }
        Await.until(() -> archived() == 1);
        assertEquals("CANCELLED", database.text("SELECT state FROM millwright.job_archive"));
        assertEquals(0, writer.fencedCount());
    }

    @Test
    void anOutcomeThatWasRecordedThoughTheAnswerWasLostIsNotTakenForFenced() throws Exception {
        List<RunningAttempt> attempts = Rows.running(database, node, 3);
        writer.record(attempts.get(0), AttemptEnd.completed(null));
        writer.record(attempts.get(1), AttemptEnd.released());
        writer.record(Rows.attempt(attempts.get(2).jobId(), node, 7), AttemptEnd.completed(null));
        network.loseNextAnswer();
        writeAll();
        assertEquals(1, archived());
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job WHERE state = 'QUEUED'"));
        // the lease of the third was never its own
        assertEquals(1, writer.fencedCount());
    }

    @Test
    void outcomesWaitWhileTheDatabaseIsAway() {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        network.cut();
        writer.record(attempt, AttemptEnd.completed(null));
        thread.start();
        assertEquals(0, archived());
        network.mend();
        Await.until(() -> archived() == 1);
    }

    @Test
    void anAttemptWhoseLeaseWasRaisedRecordsNothingAndIsCounted() {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        database.sql("UPDATE millwright.job SET lease = lease + 1");
        writer.record(attempt, AttemptEnd.completed(null));
        writeAll();
        assertEquals(0, archived());
        assertEquals(1, writer.fencedCount());
    }

    @Test
    void whoeverWaitsIsToldOnceItIsCommitted() throws Exception {
        List<RunningAttempt> attempts = Rows.running(database, node, 3);
        UUID awaited = attempts.get(0).jobId();
        database.sql("UPDATE millwright.job SET awaited = true, has_dependents = true WHERE id = ?", awaited);
        Queue<String> told = new ConcurrentLinkedQueue<>();
        OutcomeWriter telling = new OutcomeWriter(new OutcomeStore(database.database()), new EndedJobs() {
            @Override
            public void over(Collection<UUID> jobs) {
                told.add(jobs + " archived " + archived());
            }

            @Override
            public void due() {
                told.add("due");
                throw new IllegalStateException("a listener's trouble is its own");
            }
        });
        attempts.forEach(attempt -> telling.record(attempt, AttemptEnd.completed(null)));
        telling.stop();
        telling.run();
        assertEquals(List.of("[" + awaited + "] archived 3", "due"), List.copyOf(told));
    }

    @Test
    void setsOfCompletedAndOtherAttemptsAreAllWritten() {
        List<RunningAttempt> attempts = Rows.running(database, node, 1_000);
        for (int i = 0; i < attempts.size(); i++) {
            writer.record(attempts.get(i), i % 2 == 0 ? AttemptEnd.completed(null) : AttemptEnd.cancelled());
        }
        writeAll();
        assertEquals(500, database.number("SELECT count(*) FROM millwright.job_archive WHERE state = 'COMPLETED'"));
        assertEquals(500, database.number("SELECT count(*) FROM millwright.job_archive WHERE state = 'CANCELLED'"));
        assertEquals(0, writer.fencedCount());
        assertEquals(Set.of(), writer.unwritten());
    }

    @Test
    void aFencedAttemptRecordsNothingThoughItsRowStillMatches() {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        attempt.fence();
        writer.record(attempt, AttemptEnd.completed(null));
        writeAll();
        assertEquals(0, archived());
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job WHERE state = 'RUNNING'"));
        assertEquals(1, writer.fencedCount());
    }

    @Test
    void twoEndsOfOneAttemptRecordOne() {
        RunningAttempt attempt = Rows.running(database, node, 1).get(0);
        writer.record(attempt, AttemptEnd.released());
        writer.record(attempt, AttemptEnd.completed(null));
        writeAll();
        assertEquals(
                1,
                archived() + database.number("SELECT count(*) FROM millwright.job WHERE state = 'QUEUED'"),
                "either given back or completed");
        assertEquals(1, database.number("SELECT count(*) FROM millwright.attempt WHERE job_id = ?", attempt.jobId()));
    }

    @Test
    void claimingStopsWhileTooManyOutcomesWait() {
        List<RunningAttempt> attempts = Rows.running(database, node, 2_501);
        attempts.subList(0, 2_500).forEach(attempt -> writer.record(attempt, AttemptEnd.completed(null)));
        assertFalse(writer.isFull());
        writer.record(attempts.get(2_500), AttemptEnd.completed(null));
        assertTrue(writer.isFull());
        writeAll();
        assertFalse(writer.isFull());
    }

    private void writeAll() {
        writer.stop();
        thread.start();
        Await.until(() -> !thread.isAlive());
    }

    private long archived() {
        return database.number("SELECT count(*) FROM millwright.job_archive");
    }
}

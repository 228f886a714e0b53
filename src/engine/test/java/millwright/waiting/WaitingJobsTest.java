package millwright.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import millwright.testing.Await;
import millwright.testing.FakeSignals;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** W1, W2, W3 and W5, a step at a time. */
@PostgresTest
class WaitingJobsTest {

    private final TestDatabase database;
    private final FakeSignals signals = new FakeSignals();
    private final Settler settler;
    private final Promoter promoter;

    WaitingJobsTest(TestDatabase database) {
        this.database = database;
        this.settler = new Settler(new DueStore(database.database()), signals);
        this.promoter = new Promoter(
                new PromotionStore(database.database()), new SweepStore(database.database()), signals, () -> {});
    }

    @Test
    void whatIsDueIsQueuedAndWhatIsNotWaits() {
        UUID due = job("SCHEDULED", "run_at", "now() - interval '1 second'");
        UUID retried = job("RETRYING", "run_at", "now()");
        UUID later = job("SCHEDULED", "run_at", "now() + interval '1 hour'");
        assertEquals(Promoter.LONGEST_SLEEP_MILLIS, promoter.run());
        assertEquals("QUEUED", state(due));
        assertEquals("QUEUED", state(retried));
        assertEquals("SCHEDULED", state(later));
        assertEquals(1, signals.queued());
        assertEquals(0, database.number("SELECT sum(jobs) FROM millwright.job_delta"));
    }

    @Test
    void whatIsNotStartedInTimeExpiresAndWhatIsNotOverInTimeFails() {
        UUID expired = job("QUEUED", "expires_at", "now()");
        UUID late = job("RETRYING", "run_at, deadline", "now() + interval '1 hour', now()");
        promoter.run();
        assertEquals("EXPIRED", state(expired));
        assertEquals("FAILED", state(late));
        assertEquals("TIMEOUT_ERROR", database.text("SELECT error ->> 'code' FROM millwright.job WHERE id = ?", late));
        assertEquals(
                "EXPIRED",
                database.text("SELECT history -> 0 ->> 'event' FROM millwright.any_job WHERE id = ?", expired));
    }

    @Test
    void aJobWaitsForAllItsParentsAndKnowsThoseThatWereOverBefore() {
        UUID over = job("QUEUED", "definition", "'work'");
        end(over, "COMPLETED");
        UUID running = job("QUEUED", "definition", "'work'");
        UUID child = child("CANCEL", over, running);
        settleAll();
        assertEquals("BLOCKED", state(child));
        assertTrue(database.isTrue("SELECT has_dependents FROM millwright.job WHERE id = ?", running));
        end(running, "COMPLETED");
        settleAll();
        assertEquals("QUEUED", state(child));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.due"));
    }

    @Test
    void whatIsCommittedBetweenMarkingAndSettlingIsSettledNextTime() {
        DueStore due = new DueStore(database.database());
        UUID parent = job("QUEUED", "definition", "'work'");
        child("CANCEL", parent);
        List<Long> marked = due.markParents(0, Long.MAX_VALUE);
        UUID late = child("CANCEL", job("QUEUED", "definition", "'work'"));
        due.settleChildren(marked);
        assertEquals(
                late.toString(), database.text("SELECT job::text FROM millwright.due WHERE kind = 'CHILD'"), "is left");
        settleAll();
        assertEquals(2, database.number("SELECT count(*) FROM millwright.job WHERE has_dependents"));
    }

    @Test
    void aParentThatSomebodyHasLockedHoldsUpNobodyElse() throws SQLException {
        UUID locked = job("QUEUED", "definition", "'work'");
        UUID other = job("QUEUED", "definition", "'work'");
        UUID waits = child("CANCEL", locked);
        UUID goes = child("CANCEL", other);
        try (OpenTransaction open = new OpenTransaction(database)) {
            open.database().list("SELECT id FROM millwright.job WHERE id = ? FOR UPDATE", row -> 1, locked);
            settleAll();
            end(other, "COMPLETED");
            settleAll();
            assertEquals("QUEUED", state(goes));
        }
        Await.until(() -> {
            settleAll();
            return database.isTrue("SELECT has_dependents FROM millwright.job WHERE id = ?", locked);
        });
        end(locked, "COMPLETED");
        settleAll();
        assertEquals("QUEUED", state(waits));
    }

    @Test
    void aChildThatSomebodyHasLockedHoldsUpNobodyElse() throws SQLException {
        UUID parent = job("QUEUED", "definition", "'work'");
        UUID locked = child("CANCEL", parent);
        UUID goes = child("CANCEL", parent);
        settleAll();
        end(parent, "COMPLETED");
        try (OpenTransaction open = new OpenTransaction(database)) {
            open.database().list("SELECT id FROM millwright.job WHERE id = ? FOR UPDATE", row -> 1, locked);
            settleAll();
            assertEquals("QUEUED", state(goes));
            assertEquals("BLOCKED", state(locked));
        }
        Await.until(() -> {
            settleAll();
            return state(locked).equals("QUEUED");
        });
        assertEquals(0, database.number("SELECT count(*) FROM millwright.due"));
    }

    @Test
    void aParentThatFailsCancelsReleasesOrHoldsAndACancelGoesOn() {
        UUID parent = job("QUEUED", "definition", "'work'");
        UUID cancelled = child("CANCEL", parent);
        UUID grandchild = child("CANCEL", cancelled);
        UUID released = child("RUN", parent);
        UUID held = child("HOLD", parent);
        settleAll();
        end(parent, "CANCELLED");
        settleAll();
        assertEquals("CANCELLED", state(cancelled));
        assertEquals("CANCELLED", state(grandchild));
        assertEquals("QUEUED", state(released));
        assertEquals("BLOCKED", state(held));
    }

    @Test
    void aFanOutOfThousandsIsSettledInChunks() {
        UUID parent = job("QUEUED", "definition", "'work'");
        database.sql(
                """
                WITH made AS (
                    INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, waits_for)
                    SELECT gen_random_uuid(), 'work', 'default', 2, 'BLOCKED', 'test', 1 FROM generate_series(1, 3500)
                    RETURNING id
                ), linked AS (
                    INSERT INTO millwright.job_dependency (child, parent, on_failure) SELECT id, ?, 'CANCEL' FROM made)
                INSERT INTO millwright.due (kind, job) SELECT 'CHILD', id FROM made
                """,
                parent);
        settleAll();
        end(parent, "COMPLETED");
        settleAll();
        assertEquals(3_500, database.number("SELECT count(*) FROM millwright.job WHERE state = 'QUEUED'"));
    }

    @Test
    void aKeyAdmitsAsManyJobsAsItHasSlots() {
        for (int i = 0; i < 5; i++) {
            job("QUEUED", "ready, concurrency_key, concurrency_slots", "false, 'tenant', 2");
        }
        database.sql("INSERT INTO millwright.due (kind, key, slots) VALUES ('KEY', 'tenant', 2)");
        assertTrue(settler.settle());
        assertEquals(2, database.number("SELECT count(*) FROM millwright.job WHERE ready"));
        assertEquals(1, signals.queued());
        assertFalse(settler.settle());
    }

    @Test
    void aWaitingJobThatSomebodyHasLockedIsPassedOverAndGetsAFreeSlotLater() throws SQLException {
        UUID first = job("QUEUED", "ready, concurrency_key, concurrency_slots", "false, 'tenant', 3");
        UUID second = job("QUEUED", "ready, concurrency_key, concurrency_slots", "false, 'tenant', 3");
        database.sql("INSERT INTO millwright.due (kind, key, slots) VALUES ('KEY', 'tenant', 3), ('KEY', 'tenant', 2)");
        try (OpenTransaction open = new OpenTransaction(database)) {
            open.database().list("SELECT id FROM millwright.job WHERE id = ? FOR UPDATE", row -> 1, first);
            settleAll();
            assertEquals(List.of(second), ready());
            assertEquals(
                    "SLOT", database.text("SELECT kind FROM millwright.due"), "one row is left, and sets no limit");
        }
        Await.until(() -> {
            settleAll();
            return ready().size() == 2;
        });
        assertEquals(0, database.number("SELECT count(*) FROM millwright.due"));
    }

    private List<UUID> ready() {
        return database.database()
                .list(
                        "SELECT id FROM millwright.job WHERE ready AND state = 'QUEUED'",
                        row -> row.getObject(1, UUID.class));
    }

    private void settleAll() {
        while (settler.settle()) {
            // a job that is cancelled puts its own dependents into the outbox
        }
    }

    private UUID job(String state, String columns, String values) {
        UUID id = UUID.randomUUID();
        String definition = columns.contains("definition") ? "" : ", definition";
        database.sql(
                "INSERT INTO millwright.job (id, queue, priority, state, submitter, " + columns + definition
                        + ") SELECT ?, 'default', 2, ?, 'test', " + values
                        + (definition.isEmpty() ? "" : ", 'work'"),
                id,
                state);
        return id;
    }

    private UUID child(String onFailure, UUID... parents) {
        UUID id = job("BLOCKED", "waits_for", String.valueOf(parents.length));
        for (UUID parent : parents) {
            database.sql("INSERT INTO millwright.job_dependency VALUES (?, ?, ?)", id, parent, onFailure);
        }
        database.sql("INSERT INTO millwright.due (kind, job) VALUES ('CHILD', ?)", id);
        return id;
    }

    /** As an outcome does. */
    private void end(UUID job, String state) {
        database.sql(
                """
                WITH over AS (DELETE FROM millwright.job WHERE id = ? RETURNING *), word AS (
                    INSERT INTO millwright.due (kind, job) SELECT 'PARENT', id FROM over WHERE has_dependents)
                INSERT INTO millwright.job_archive (id, definition, queue, priority, position, state, round, lease,
                       attempts, crash_count, submitter, parameters, tags, metadata, history, created_at, finished_at)
                SELECT id, definition, queue, priority, position, ?, round, lease,
                       attempts, crash_count, submitter, parameters, tags, metadata, history, created_at, now() FROM over
                """,
                job,
                state);
    }

    private String state(UUID job) {
        return database.text("SELECT state FROM millwright.any_job WHERE id = ?", job);
    }
}

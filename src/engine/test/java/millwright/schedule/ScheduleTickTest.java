package millwright.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import millwright.database.Json;
import millwright.job.Job;
import millwright.job.JobState;
import millwright.job.Priority;
import millwright.testing.Crowd;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.Statements;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** T1 to T3, T6: what fires, how often, and on how many nodes. */
@PostgresTest
class ScheduleTickTest extends TickTest {

    ScheduleTickTest(TestDatabase database) {
        super(database);
    }

    @Test
    void aDueScheduleCreatesItsJobAndMovesOn() {
        create("nightly", "30 2 * * *");
        Clock.set(database, "2026-06-01T02:29:59Z");
        node().run();
        assertEquals(List.of(), jobs());
        assertEquals(0, signals.queued());

        Clock.set(database, "2026-06-01T02:30:00Z");
        node().run();
        node().run();
        Job job = jobs().get(0);
        assertEquals(1, jobs().size());
        assertEquals(JobState.QUEUED, job.state());
        assertEquals("work", job.definition());
        assertEquals(Json.object("{\"year\": 1999, \"kind\": \"full\"}"), job.parameters());
        assertEquals(Priority.HIGH, job.priority());
        assertEquals("alice", job.submitter());
        assertEquals("nightly", job.schedule());
        assertEquals(Instant.parse("2026-06-01T02:30:00Z"), job.fireAt());
        assertEquals(1, signals.queued());

        Schedule fired = find("nightly");
        assertEquals(
                Instant.parse("2026-06-02T02:30:00Z"), fired.nextFireTimes().get(0));
        assertEquals(Instant.parse("2026-06-01T02:30:00Z"), fired.lastFireAt());
        assertEquals(job.id(), fired.lastJob());
    }

    /** T2 */
    @Test
    void manyMissedTimesAreMadeUpForByOneJobForTheLatest() {
        create("nightly", "30 2 * * *");
        create("hourly", "@hourly");
        Clock.set(database, "2026-06-09T14:15:00Z");
        node().run();
        node().run();
        assertEquals(
                Set.of("nightly 2026-06-09T02:30:00Z", "hourly 2026-06-09T14:00:00Z"),
                Set.copyOf(jobs().stream()
                        .map(job -> job.schedule() + " " + job.fireAt())
                        .toList()));
        assertEquals(
                Instant.parse("2026-06-10T02:30:00Z"),
                find("nightly").nextFireTimes().get(0));
        assertEquals(
                Instant.parse("2026-06-09T15:00:00Z"),
                find("hourly").nextFireTimes().get(0));
    }

    /** T1 */
    @Test
    void aTimeThatHasFiredFiresNotAgainHoweverTheScheduleIsSetBack() {
        create("hourly", "@hourly");
        for (int hour = 1; hour <= 3; hour++) {
            Clock.set(database, "2026-06-01T0" + hour + ":00:00Z");
            node().run();
        }
        assertEquals(3, jobs().size());
        for (String setBack : List.of("2026-06-01T03:00:00Z", "2026-06-01T01:00:00Z", "2026-05-31T23:00:00Z")) {
            database.sql("UPDATE millwright.schedule SET next_fire_at = '" + setBack + "'");
            node().run();
            assertEquals(3, jobs().size(), setBack);
            assertEquals(
                    Instant.parse("2026-06-01T04:00:00Z"),
                    find("hourly").nextFireTimes().get(0));
        }
    }

    /** T1, T3 */
    @Test
    void manyNodesThatTickAtOnceFireEachTimeOnce() throws Exception {
        List<String> names = IntStream.range(0, 250).mapToObj(i -> "s" + i).toList();
        names.forEach(name -> create(name, "@hourly"));
        for (int hour = 1; hour <= 2; hour++) {
            Clock.set(database, "2026-06-01T0" + hour + ":00:01Z");
            Crowd.of(6, () -> {
                node().run();
                return true;
            });
            node().run();
            assertEquals(250L * hour, database.number(JOBS));
        }
        assertEquals(
                500,
                database.number(
                        "SELECT count(DISTINCT (metadata #>> '{millwright,schedule}', metadata #>> '{millwright,fire_at}'))"
                                + " FROM millwright.job"));
        assertEquals(500, database.number("SELECT count(*) FROM millwright.schedule_fire"));
        assertEquals(500, signals.queued());
    }

    /** T1: the session ends when the job is written and nothing is committed, as when its node is killed. */
    @Test
    void aNodeKilledBetweenInsertAndCommitLeavesNothingOfTheFire() throws Exception {
        create("hourly", "@hourly");
        Clock.set(database, "2026-06-01T01:00:00Z");
        try (OpenTransaction holding = new OpenTransaction(database)) {
            execute(holding.connection(), "SELECT pg_advisory_xact_lock(4711)");
            database.sql(
                    """
                    CREATE FUNCTION millwright.hold_up() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NULL; END $$
                    """);
            database.sql(
                    """
                    CREATE TRIGGER hold_up AFTER INSERT ON millwright.job
                        FOR EACH ROW EXECUTE FUNCTION millwright.hold_up()
                    """);
            Thread killed = new Thread(node());
            killed.start();
            Statements.awaitBlocked(database);
            // another node passes by meanwhile: it neither waits nor fires
            node().run();
            assertTrue(
                    database.isTrue(
                            """
                    SELECT bool_and(pg_terminate_backend(pid)) FROM pg_stat_activity
                     WHERE datname = current_database() AND wait_event_type = 'Lock'
                    """));
            killed.join();
        }
        assertEquals(0, database.number(JOBS));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.schedule_fire"));
        assertTrue(database.isTrue("SELECT next_fire_at = '2026-06-01T01:00:00Z' FROM millwright.schedule"));
        assertNull(find("hourly").lastError());

        database.endIdleSessions();
        node().run();
        assertEquals(1, database.number(JOBS));
    }

    @Test
    void whatIsNotEnabledOrDeletedOrStoppedFiresNot() {
        create("paused", "@hourly");
        create("deleted", "@hourly");
        create("left", "@hourly");
        database.sql("UPDATE millwright.schedule SET enabled = false WHERE name = 'paused'");
        assertTrue(schedules().delete("deleted"));
        Clock.set(database, "2026-06-01T01:00:00Z");
        ScheduleTick stopped = node();
        stopped.stop();
        stopped.run();
        assertEquals(List.of(), jobs());
        node().run();
        assertEquals(List.of("left"), jobs().stream().map(Job::schedule).toList());
    }

    /** T6 */
    @Test
    void onlyTheNewestFiresAreKeptAndWhatIsForgottenFiresNotAgain() {
        create("hourly", "@hourly");
        Instant time = Instant.parse("2026-06-01T00:00:00Z");
        for (int i = 1; i <= 30; i++) {
            Clock.set(database, time.plusSeconds(3600L * i).toString());
            node().run();
        }
        assertEquals(30, database.number(JOBS));
        assertEquals(21, database.number("SELECT count(*) FROM millwright.schedule_fire"));
        database.sql("UPDATE millwright.schedule SET next_fire_at = '2026-06-01T01:00:00Z'");
        Clock.set(database, "2026-06-01T01:30:00Z");
        node().run();
        assertEquals(30, database.number(JOBS));
    }

    /** T6 */
    @Test
    void aTickWithNothingDueReadsTheIndexAlone() throws Exception {
        database.sql(
                """
                INSERT INTO millwright.schedule (name, cron, time_zone, definition, parameters, enabled, submitter,
                                                 next_fire_at)
                SELECT 's' || n, '@daily', 'UTC', 'work', '{}', n % 2 = 0, 'test', millwright.clock() + interval '1 day'
                  FROM generate_series(1, 20000) AS n
                """);
        database.sql(
                """
                INSERT INTO millwright.schedule_fire (schedule_id, fire_at, job_id)
                SELECT id, millwright.clock() - n * interval '1 day', gen_random_uuid()
                  FROM millwright.schedule, generate_series(1, 3) AS n
                """);
        database.sql("ANALYZE");
        try (Connection connection = database.connect()) {
            for (String constant : List.of("DUE", "FIND", "LIST", "FIRE")) {
                String plan = Statements.genericPlan(connection, Statements.of("schedule.ScheduleStore", constant));
                assertFalse(plan.contains("Seq Scan"), plan);
                assertTrue(plan.contains("schedule_due") || !constant.equals("DUE"), plan);
            }
        }
    }

    @Test
    void twoSchedulesOfOneTimeMakeTwoJobs() {
        create("a", "0 1 * * *");
        create("b", "0 1 * * *");
        Clock.set(database, "2026-06-01T01:00:00Z");
        node().run();
        List<Job> jobs = jobs();
        assertEquals(2, jobs.size());
        assertNotEquals(jobs.get(0).schedule(), jobs.get(1).schedule());
    }
}

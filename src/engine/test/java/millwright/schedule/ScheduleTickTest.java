package millwright.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.AttemptRunner;
import millwright.job.Definitions;
import millwright.job.Job;
import millwright.job.JobQuery;
import millwright.job.JobState;
import millwright.job.JobStore;
import millwright.job.ParameterSchema;
import millwright.job.Priority;
import millwright.job.RequestCheck;
import millwright.job.StoredJobs;
import millwright.testing.Crowd;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.Statements;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** T1 to T4, T6: what fires, how often, and what becomes of a schedule that cannot. */
@PostgresTest
class ScheduleTickTest {

    private static final String JOBS = "SELECT count(*) FROM millwright.job";

    private final TestDatabase database;
    private final FakeSignals signals = new FakeSignals();

    ScheduleTickTest(TestDatabase database) {
        this.database = database;
        Clock.set(database, "2026-06-01T00:00:00Z");
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

    /** T4 */
    @Test
    void aScheduleWhoseDefinitionIsGoneIsKeptAndSaysSoAndHoldsUpNoOther() {
        create("gone", "@hourly");
        create("other", "@hourly");
        Clock.set(database, "2026-06-01T01:00:00Z");
        database.sql("UPDATE millwright.schedule SET definition = 'wrok' WHERE name = 'gone'");
        node().run();
        assertEquals(1, jobs().size());
        assertNull(find("gone").lastError(), "a newer node may know the definition");

        Clock.set(database, "2026-06-01T01:00:30Z");
        node().run();
        Schedule gone = find("gone");
        assertTrue(gone.lastError().contains("no job definition is named 'wrok' (nearest: 'work')"), gone::lastError);
        assertEquals(Instant.parse("2026-06-01T01:00:30Z"), gone.lastErrorAt());
        assertEquals(Instant.parse("2026-06-01T02:00:00Z"), gone.nextFireTimes().get(0));
        assertEquals(1, jobs().size());

        database.sql("UPDATE millwright.schedule SET definition = 'work' WHERE name = 'gone'");
        Clock.set(database, "2026-06-01T02:00:00Z");
        node().run();
        assertEquals(3, jobs().size());
        assertNull(find("gone").lastError());
    }

    /** T4 */
    @Test
    void parametersThatNoLongerFitAreSaidAndTheScheduleGoesOn() {
        create("nightly", "@hourly");
        database.sql("UPDATE millwright.schedule SET parameters = '{\"year\": 1}'");
        Clock.set(database, "2026-06-01T01:00:00Z");
        node().run();
        Schedule nightly = find("nightly");
        assertTrue(nightly.lastError().startsWith("/parameters/year: "), nightly::lastError);
        assertEquals(
                Instant.parse("2026-06-01T02:00:00Z"), nightly.nextFireTimes().get(0));
        assertEquals(List.of(), jobs());
    }

    /** T4 */
    @Test
    void aRuleThatCanNoLongerBeReadStopsItsScheduleAlone() {
        create("a-cron", "@hourly");
        create("b-zone", "@hourly");
        create("c-well", "@hourly");
        database.sql("UPDATE millwright.schedule SET cron = 'whenever' WHERE name = 'a-cron'");
        database.sql("UPDATE millwright.schedule SET time_zone = 'Europe/Atlantis' WHERE name = 'b-zone'");
        Clock.set(database, "2026-06-01T01:00:00Z");
        node().run();
        assertEquals(1, jobs().size());
        assertTrue(find("a-cron").lastError().startsWith("has 1 field"));
        assertTrue(find("b-zone").lastError().contains("'Europe/Atlantis'"));
        assertEquals(List.of(), find("a-cron").nextFireTimes());
        assertEquals(List.of(), find("b-zone").nextFireTimes());
    }

    /** T4 */
    @Test
    void aJobThatTheDatabaseRefusesHoldsUpNoOther() {
        create("a-refused", "@hourly");
        create("b-well", "@hourly");
        database.sql("ALTER TABLE millwright.job ADD CONSTRAINT refused"
                + " CHECK (metadata #>> '{millwright,schedule}' <> 'a-refused')");
        Clock.set(database, "2026-06-01T01:00:00Z");
        node().run();
        assertEquals(1, jobs().size());
        assertTrue(find("a-refused").lastError().startsWith("the job cannot be written: "));
        assertEquals(
                Instant.parse("2026-06-01T02:00:00Z"),
                find("a-refused").nextFireTimes().get(0));
    }

    @Test
    void aTickSurvivesADatabaseThatIsAway() {
        create("hourly", "@hourly");
        Clock.set(database, "2026-06-01T01:00:00Z");
        ScheduleTick node = node();
        database.sql("ALTER TABLE millwright.schedule RENAME TO gone");
        node.run();
        database.sql("ALTER TABLE millwright.gone RENAME TO schedule");
        node.run();
        assertEquals(1, jobs().size());
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

    private void create(String name, String cron) {
        schedules()
                .create(new ScheduleRequest(
                        name,
                        cron,
                        "UTC",
                        "work",
                        Json.object("{\"year\": 1999}"),
                        Optional.of(Priority.HIGH),
                        true,
                        "alice"));
    }

    private Schedule find(String name) {
        return schedules().find(name).orElseThrow();
    }

    private Schedules schedules() {
        return new StoredSchedules(database.database(), new RequestCheck(definitions()));
    }

    /** As each node of a cluster has one. */
    private ScheduleTick node() {
        Definitions definitions = definitions();
        return new ScheduleTick(
                new Database(database.dataSource()), definitions, new RequestCheck(definitions), signals);
    }

    private static Definitions definitions() {
        ParameterSchema schema = ParameterSchema.of(
                Json.object(
                        """
                {"type": "object", "properties": {"year": {"type": "integer", "minimum": 1900},
                                                  "kind": {"type": "string", "default": "full"}}}
                """));
        AttemptRunner runner = new FakeRunner(
                List.of(FakeRunner.definition("work", schema, Optional.empty())),
                attempt -> AttemptEnd.completed(null));
        return new Definitions(Stream.of(runner).toList());
    }

    private List<Job> jobs() {
        return new ArrayList<>(new StoredJobs(
                        new JobStore(database.database()), definitions(), signals, new AfterCommit(Optional.empty()))
                .list(new JobQuery(Set.of(), Optional.empty(), Optional.empty(), 200)));
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package millwright.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.Definitions;
import millwright.job.InvalidRequestException;
import millwright.job.ParameterSchema;
import millwright.job.Priority;
import millwright.job.RequestCheck;
import millwright.job.Violation;
import millwright.testing.FakeRunner;
import millwright.testing.FakeTransactions;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** What a caller of the facade can rely on. */
@PostgresTest
class StoredSchedulesTest {

    private static final String COUNT = "SELECT count(*) FROM millwright.schedule";

    private final TestDatabase database;
    private final FakeTransactions transactions;
    private final Schedules schedules;

    StoredSchedulesTest(TestDatabase database) {
        this.database = database;
        this.transactions = new FakeTransactions(database.dataSource());
        ParameterSchema schema = ParameterSchema.of(
                Json.object(
                        """
                {"type": "object", "properties": {"year": {"type": "integer", "minimum": 1900, "default": 2001}}}
                """));
        Definitions definitions = new Definitions(List.of(new FakeRunner(
                List.of(FakeRunner.definition("import-losses", schema, Optional.empty())),
                attempt -> AttemptEnd.completed(null))));
        this.schedules = new StoredSchedules(new Database(transactions.dataSource()), new RequestCheck(definitions));
        Clock.set(database, "2026-03-28T20:00:00Z");
    }

    @Test
    void aCreatedScheduleIsFoundAsItWasAskedFor() {
        Schedule created = schedules.create(new ScheduleRequest(
                "nightly",
                "30 2 * * *",
                "Europe/Berlin",
                "import-losses",
                Json.object("{\"year\": 1999}"),
                Optional.of(Priority.HIGH),
                true,
                "alice"));
        assertEquals(Optional.of(created), schedules.find("nightly"));
        assertEquals("30 2 * * *", created.cron());
        assertEquals("Europe/Berlin", created.timeZone());
        assertEquals("import-losses", created.definition());
        assertEquals(Json.object("{\"year\": 1999}"), created.parameters());
        assertEquals(Optional.of(Priority.HIGH), created.priority());
        assertEquals("alice", created.submitter());
        assertEquals(Instant.parse("2026-03-28T20:00:00Z"), created.createdAt());
        assertEquals(
                List.of("2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z"),
                created.nextFireTimes().stream().limit(3).map(Instant::toString).toList());
        assertEquals(5, created.nextFireTimes().size());
        assertNull(created.lastFireAt());
        assertNull(created.lastError());
    }

    @Test
    void firesAfterNowAndNotNow() {
        Clock.set(database, "2026-03-28T20:05:00Z");
        Schedule created = schedules.create(request("a", "5 * * * *"));
        assertEquals(
                Instant.parse("2026-03-28T21:05:00Z"), created.nextFireTimes().get(0));
    }

    @Test
    void aScheduleThatIsNotEnabledHasNoTimeAndCanBeMadeAllTheSame() {
        Schedule created = schedules.create(new ScheduleRequest(
                "later", "@daily", "UTC", "import-losses", Json.object("{}"), Optional.empty(), false, "alice"));
        assertFalse(created.enabled());
        assertEquals(List.of(), created.nextFireTimes());
        assertTrue(database.isTrue("SELECT next_fire_at IS NULL FROM millwright.schedule"));
    }

    @Test
    void aNameIsTakenOnceAndItsRefusalLeavesTheCallersTransactionWhole() throws Exception {
        schedules.create(request("a", "@daily"));
        transactions.begin();
        assertThrows(ScheduleExistsException.class, () -> schedules.create(request("a", "@hourly")));
        schedules.create(request("b", "@hourly"));
        transactions.commit();
        assertEquals("@daily", schedules.find("a").orElseThrow().cron());
        assertEquals(2, database.number(COUNT));
    }

    @Test
    void aScheduleCreatedInATransactionThatRollsBackNeverWas() {
        transactions.begin();
        schedules.create(request("a", "@daily"));
        transactions.rollback();
        assertEquals(Optional.empty(), schedules.find("a"));
    }

    @Test
    void namesAllThatIsWrongAtOnceAndWritesNothing() {
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class,
                () -> schedules.create(new ScheduleRequest(
                        "a b",
                        "61 * * * MNO",
                        "Berlin",
                        "import-losses",
                        Json.object("{\"yaer\": 1, \"year\": 2}"),
                        Optional.empty(),
                        true,
                        "alice")));
        assertEquals(
                List.of("/name", "/cron", "/cron", "/time_zone", "/parameters/yaer", "/parameters/year"),
                refused.violations().stream().map(Violation::pointer).toList());
        assertThrows(
                InvalidRequestException.class,
                () -> schedules.create(new ScheduleRequest(
                        "a", "@daily", "UTC", "import", Json.object("{}"), Optional.empty(), true, "alice")));
        assertEquals(0, database.number(COUNT));
    }

    @Test
    void takesOnlyNamesThatStandInAPath() {
        for (String name : List.of("", ".", "..", "-a", "a/b", "a b", "ä", "a\n", "preview", "a".repeat(101), "a\0")) {
            InvalidRequestException refused =
                    assertThrows(InvalidRequestException.class, () -> schedules.create(request(name, "@daily")), name);
            assertEquals("/name", refused.violations().get(0).pointer());
            assertEquals(Optional.empty(), schedules.find(name));
            assertFalse(schedules.delete(name));
        }
        for (String name : List.of("a", "0", "Nightly_import-2.0", "a".repeat(100))) {
            assertEquals(name, schedules.create(request(name, "@daily")).name());
        }
    }

    @Test
    void pagesGoThroughAllNamesInTheirOrder() {
        List<String> names =
                IntStream.range(0, 25).mapToObj(i -> "s-" + (char) ('a' + i)).toList();
        names.forEach(name -> schedules.create(request(name, "@daily")));
        List<Schedule> first = schedules.list(Optional.empty(), 20);
        List<Schedule> second = schedules.list(Optional.of("s-t"), 20);
        assertEquals(names.subList(0, 20), first.stream().map(Schedule::name).toList());
        assertEquals(names.subList(20, 25), second.stream().map(Schedule::name).toList());
        assertThrows(IllegalArgumentException.class, () -> schedules.list(Optional.empty(), 0));
        assertThrows(IllegalArgumentException.class, () -> schedules.list(Optional.empty(), 201));
    }

    @Test
    void aDeletedScheduleIsGoneAndItsNameFree() {
        schedules.create(request("nightly", "@daily"));
        assertEquals(Optional.of("nightly"), schedules.nearest("nihgtly"));
        assertTrue(schedules.delete("nightly"));
        assertFalse(schedules.delete("nightly"));
        assertEquals(Optional.empty(), schedules.nearest("nightly"));
        schedules.create(request("nightly", "@hourly"));
    }

    @Test
    void showsWhenARuleWouldFire() {
        assertEquals(
                List.of(Instant.parse("2026-03-29T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z")),
                schedules.preview("30 2 * * *", "Europe/Berlin", 2));
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> schedules.preview("30 2 * *", "Mars", 2));
        assertEquals(
                List.of("/cron", "/time_zone"),
                refused.violations().stream().map(Violation::pointer).toList());
    }

    private static ScheduleRequest request(String name, String cron) {
        return new ScheduleRequest(
                name, cron, "UTC", "import-losses", Json.object("{}"), Optional.empty(), true, "alice");
    }
}

package millwright.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** T4: what becomes of a schedule that cannot fire, and of the others meanwhile. */
@PostgresTest
class ScheduleTroubleTest extends TickTest {

    ScheduleTroubleTest(TestDatabase database) {
        super(database);
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
}

package millwright.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import millwright.config.SettingException;
import millwright.config.Settings;
import millwright.database.DatabaseException;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** AU1 to AU4. */
@PostgresTest
class StoredAuditTest {

    private static final JsonObject BEFORE =
            Json.createObjectBuilder().add("paused", false).build();
    private static final JsonObject AFTER =
            Json.createObjectBuilder().add("paused", true).build();
    private static final String ROWS = "SELECT count(*) FROM millwright.audit_entry";

    private static final String NOTES = "SELECT count(*) FROM millwright.audit_intent";
    private static final String AGE_NOTES = "UPDATE millwright.audit_intent SET at = at - interval '16 minutes'";

    private final TestDatabase database;
    private final StoredAudit audit;

    StoredAuditTest(TestDatabase database) {
        this.database = database;
        this.audit = new StoredAudit(database.database(), new AuditConfig(Duration.ofDays(100)), Thread::new);
    }

    @Test
    void anEntrySaysAllThatWasRecorded() {
        AuditEntry entry = new AuditEntry(
                "ada",
                "OPERATOR",
                "127.0.0.1",
                "queues.pause",
                "/queues/night",
                200,
                7L,
                "the bank is closed",
                Json.createObjectBuilder().add("state", "QUEUED").build(),
                BEFORE,
                AFTER);
        audit.record(entry);
        AuditRecord kept = all().get(0);
        assertEquals(entry, kept.entry());
        assertEquals(1, kept.times());
        assertTrue(Duration.between(kept.at(), Instant.now()).abs().toMinutes() < 1);
    }

    @Test
    void whatTheDatabaseCannotHoldKeepsNoEntryOut() {
        audit.record(new AuditEntry(
                "a\0da", null, null, "queues.pause", "/queues/" + "x".repeat(600), 200, null, null, null, null, null));
        AuditEntry kept = all().get(0).entry();
        assertEquals("a\ufffdda", kept.actor());
        assertEquals(500, kept.target().length());
    }

    @Test
    void noEntryIsChangedOrDeleted() {
        audit.record(action("ada", "queues.pause"));
        for (String sql : List.of(
                "UPDATE millwright.audit_entry SET actor = 'eve'",
                "DELETE FROM millwright.audit_entry",
                "TRUNCATE millwright.audit_entry")) {
            assertEquals(
                    "42501",
                    assertThrows(DatabaseException.class, () -> database.sql(sql))
                            .sqlState(),
                    sql);
        }
        assertEquals("ada", all().get(0).entry().actor());
    }

    @Test
    void oldEntriesGoAndYoungerOnesStay() {
        for (String age : List.of("101 days", "99 days", "1 day")) {
            database.sql(
                    "INSERT INTO millwright.audit_entry (at, action, status)"
                            + " VALUES (millwright.clock() - ?::interval, 'x', 200)",
                    age);
        }
        audit.sweep();
        assertEquals(2, database.number(ROWS));
    }

    @Test
    void nothingGoesBefore90DaysWhateverIsSet() {
        assertThrows(SettingException.class, () -> AuditConfig.from(new Settings(name -> Optional.of("P89D"))));
        database.sql("INSERT INTO millwright.audit_entry (at, action, status)"
                + " VALUES (millwright.clock() - interval '89 days', 'x', 200)");
        new StoredAudit(database.database(), new AuditConfig(Duration.ofDays(1)), Thread::new).sweep();
        assertEquals(1, database.number(ROWS));
    }

    @Test
    void whatWasBegunHasOneEntryOnceItHasEnded() {
        UUID note = audit.begin(action("ada", "queues.pause"));
        assertEquals(List.of(), all());
        audit.ended(note, action("ada", "queues.pause"));
        database.sql(AGE_NOTES);
        audit.adopt();
        assertEquals(1, all().size());
        assertEquals(0, database.number(NOTES));
    }

    @Test
    void whatChangedNothingHasNone() {
        audit.forget(audit.begin(action("ada", "queues.pause")));
        assertEquals(0, database.number(NOTES));
        assertEquals(List.of(), all());
    }

    @Test
    void whatEndedWithItsNodeIsOnRecordWithoutAStatus() {
        UUID note = audit.begin(new AuditEntry(
                "ada", "OPERATOR", "127.0.0.1", "queues.pause", "/queues/night", 200, 7L, "why", null, BEFORE, AFTER));
        audit.adopt();
        assertEquals(List.of(), all(), "it may still be at it");
        database.sql(AGE_NOTES);
        audit.adopt();
        audit.adopt();
        assertEquals(1, all().size());
        AuditEntry entry = all().get(0).entry();
        assertEquals(
                new AuditEntry(
                        "ada",
                        "OPERATOR",
                        "127.0.0.1",
                        "queues.pause",
                        "/queues/night",
                        null,
                        null,
                        "why",
                        null,
                        null,
                        null),
                entry);
        assertTrue(all().get(0).at().isBefore(Instant.now().minusSeconds(600)), "when it was begun");
        audit.ended(note, action("ada", "queues.pause"));
        assertEquals(200, all().get(0).entry().status(), "one that came back late says so");
    }

    @Test
    void equalRefusalsAreOneRowWithTheirNumber() {
        IntStream.range(0, 5).forEach(each -> audit.refused(refusal("ada")));
        audit.refused(refusal("eve"));
        assertEquals(0, database.number(ROWS));
        audit.writeRefusals();
        audit.writeRefusals();
        assertEquals(
                List.of("eve 1", "ada 5"),
                all().stream()
                        .map(each -> each.entry().actor() + " " + each.times())
                        .toList());
    }

    @Test
    void aFloodOfRefusalsIsAHundredRows() {
        IntStream.range(0, 10_000).forEach(each -> audit.refused(refusal("user" + each)));
        audit.stop();
        assertEquals(100, database.number(ROWS));
        assertEquals(10_000, database.number("SELECT sum(times) FROM millwright.audit_entry"));
    }

    @Test
    void filtersCombineAndPagesHoldEachEntryOnce() {
        IntStream.range(0, 5).forEach(each -> audit.record(action("ada", "queues.pause")));
        audit.record(action("eve", "queues.pause"));
        audit.record(action("ada", "queues.resume"));
        AuditQuery query = new AuditQuery(
                Optional.of("ada"),
                Optional.of("queues.pause"),
                Optional.of("/queues/night"),
                Optional.of(200),
                Optional.of(Instant.now().minusSeconds(60)),
                Optional.of(Instant.now().plusSeconds(60)));
        List<AuditRecord> first = audit.list(query, OptionalLong.empty(), 3);
        List<AuditRecord> second =
                audit.list(query, OptionalLong.of(first.get(2).id()), 3);
        assertEquals(3, first.size());
        assertEquals(2, second.size());
        assertTrue(first.get(2).id() > second.get(0).id(), "the newest first");
        AuditQuery past = new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.now().minusSeconds(60)));
        assertEquals(List.of(), audit.list(past, OptionalLong.empty(), 10));
    }

    private List<AuditRecord> all() {
        return audit.list(AuditQuery.ALL, OptionalLong.empty(), Audit.MOST);
    }

    private static AuditEntry action(String actor, String action) {
        return new AuditEntry(actor, "OPERATOR", null, action, "/queues/night", 200, null, null, null, null, null);
    }

    private static AuditEntry refusal(String actor) {
        return AuditEntry.refusal(actor, "VIEWER", "127.0.0.1", "queues.pause", 403);
    }
}

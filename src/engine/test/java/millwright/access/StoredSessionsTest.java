package millwright.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A3: a sign-in holds until its time, its owner's word or its token ends it, and is kept as a hash. */
@PostgresTest
class StoredSessionsTest {

    private static final String SESSIONS = "SELECT count(*) FROM millwright.console_session";

    private final TestDatabase database;
    private final StoredTokens tokens;
    private final String token;

    StoredSessionsTest(TestDatabase database) {
        this.database = database;
        this.tokens = new StoredTokens(database.database());
        this.token = tokens.generate();
    }

    @BeforeEach
    void thereIsAToken() {
        assertTrue(tokens.createAdministrator(token));
    }

    @Test
    void aTokenOpensASessionThatAnyNodeFinds() {
        Session opened = sessions().open(token).orElseThrow();
        assertEquals(new Caller("admin", Role.ADMIN), opened.caller());
        assertEquals(Optional.of(opened), sessions().find(opened.id()));
    }

    @Test
    void nothingElseOpensOne() {
        for (String wrong : List.of("", "mw_", token + "x", tokens.generate(), "mw_" + "x".repeat(10_000), "mw_\0")) {
            assertEquals(Optional.empty(), sessions().open(wrong));
        }
        assertEquals(0, database.number(SESSIONS));
    }

    @Test
    void onlyTheHashOfItsIdIsStored() {
        Session opened = sessions().open(token).orElseThrow();
        String row = database.text("SELECT s::text FROM millwright.console_session s");
        assertFalse(row.contains(opened.id()));
        assertFalse(opened.toString().contains(opened.id()), "its id must not reach a log");
    }

    @Test
    void itEndsAtItsTimeAndTheNextSignInSweepsIt() {
        Session old = sessions().open(token).orElseThrow();
        database.sql("UPDATE millwright.console_session SET expires_at = millwright.clock()");
        assertEquals(Optional.empty(), sessions().find(old.id()));
        Session next = sessions().open(token).orElseThrow();
        assertEquals(1, database.number(SESSIONS));
        assertTrue(sessions().find(next.id()).isPresent());
    }

    @Test
    void itLastsAsLongAsConfigured() {
        sessions().open(token);
        assertEquals(
                Duration.ofHours(12).toSeconds(),
                database.number(
                        "SELECT extract(epoch FROM expires_at - created_at)::bigint FROM millwright.console_session"));
    }

    @Test
    void itEndsByItsOwnersWordAlone() {
        Session one = sessions().open(token).orElseThrow();
        Session other = sessions().open(token).orElseThrow();
        sessions().end(one.id());
        assertEquals(Optional.empty(), sessions().find(one.id()));
        assertTrue(sessions().find(other.id()).isPresent());
    }

    @Test
    void itEndsWithItsToken() {
        Session opened = sessions().open(token).orElseThrow();
        database.sql("DELETE FROM millwright.api_token");
        assertEquals(Optional.empty(), sessions().find(opened.id()));
        assertEquals(0, database.number(SESSIONS));
    }

    @Test
    void whatIsNoIdOfOursIsNobodys() {
        for (String id : List.of("", "x", "\0", "' OR true --", "x".repeat(10_000))) {
            assertEquals(Optional.empty(), sessions().find(id));
        }
    }

    private StoredSessions sessions() {
        return new StoredSessions(
                database.database(),
                new AccessConfig(Optional.empty(), Duration.ofHours(12)),
                new StoredUsers(database.database()));
    }
}

package millwright.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import millwright.job.InvalidRequestException;
import millwright.job.Violation;
import millwright.testing.Crowd;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** A1, A4 to A7: tokens are made, told apart, and ended at once. */
@PostgresTest
class StoredTokensTest {

    private static final Scope NARROW = new Scope(Set.of("night"), Set.of("report", "import"));

    private final TestDatabase database;
    private final StoredTokens tokens;

    StoredTokensTest(TestDatabase database) {
        this.database = database;
        this.tokens = new StoredTokens(database.database());
    }

    @Test
    void aTokenIsWhoItWasMadeFor() {
        NewToken made = tokens.create(new TokenRequest("ci", Role.SUBMITTER, NARROW, Optional.empty(), "admin"));
        assertEquals(Optional.of(new Caller("ci", Role.SUBMITTER, NARROW)), tokens.authenticate(made.secret()));
        assertEquals("admin", made.token().createdBy());
    }

    @Test
    void itsSecretIsStoredNowhereAndPrintedByNothing() {
        NewToken made = make("ci");
        assertFalse(made.toString().contains(made.secret()));
        assertFalse(database.text("SELECT t::text FROM millwright.api_token t").contains(made.secret()));
    }

    @Test
    void aRevokedTokenIsNobodysFromThenOn() {
        make("other", Role.ADMIN);
        NewToken made = make("ci");
        Session session = sessions().open(made.secret()).orElseThrow();
        assertNotNull(tokens.revoke(made.token().id()).orElseThrow().revokedAt());
        assertEquals(Optional.empty(), tokens.authenticate(made.secret()));
        assertEquals(Optional.empty(), sessions().find(session.id()));
    }

    @Test
    void revokingOnceMoreChangesNothing() {
        NewToken made = make("ci");
        ApiToken first = tokens.revoke(made.token().id()).orElseThrow();
        assertEquals(Optional.of(first), tokens.revoke(made.token().id()));
        assertEquals(Optional.empty(), tokens.revoke(UUID.randomUUID()));
    }

    @Test
    void anExpiredTokenIsNobodys() {
        NewToken made = tokens.create(new TokenRequest(
                "ci", Role.VIEWER, Scope.ALL, Optional.of(Instant.now().plusSeconds(3_600)), "admin"));
        assertTrue(tokens.authenticate(made.secret()).isPresent());
        database.sql("UPDATE millwright.api_token SET expires_at = millwright.clock()");
        assertEquals(Optional.empty(), tokens.authenticate(made.secret()));
    }

    @Test
    void theNameIsFreeAgainOnceItsTokenIsRevoked() {
        NewToken made = make("ci");
        assertThrows(NameTakenException.class, () -> make("ci"));
        tokens.revoke(made.token().id());
        NewToken next = make("ci");
        assertEquals("ci", tokens.authenticate(next.secret()).orElseThrow().name());
        assertEquals(Optional.empty(), tokens.authenticate(made.secret()));
    }

    @Test
    void ofManyWhoAskForANameOneGetsIt() throws Exception {
        List<Boolean> made = Crowd.of(10, () -> {
            try {
                return make("ci") != null;
            } catch (NameTakenException e) {
                return false;
            }
        });
        assertEquals(1, made.stream().filter(each -> each).count());
    }

    @Test
    void whatDoesNotFitIsNamed() {
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class,
                () -> tokens.create(new TokenRequest(
                        "oidc:ada",
                        Role.VIEWER,
                        new Scope(Set.of(" "), Set.of("x".repeat(201))),
                        Optional.of(Instant.now().minusSeconds(1)),
                        "admin")));
        assertEquals(
                List.of("/name", "/queues", "/definitions", "/expires_at"),
                refused.violations().stream().map(Violation::pointer).toList());
        assertEquals(0, database.number("SELECT count(*) FROM millwright.api_token"));
    }

    @Test
    void itsUseIsWrittenOnceAMinute() {
        NewToken made = make("ci");
        assertNull(made.token().lastUsedAt());
        tokens.authenticate(made.secret());
        String first = row();
        tokens.authenticate(made.secret());
        assertEquals(first, row(), "the row was written again");
        database.sql("UPDATE millwright.api_token SET last_used_at = last_used_at - interval '61 s'");
        tokens.authenticate(made.secret());
        Instant used = tokens.find(made.token().id()).orElseThrow().lastUsedAt();
        assertTrue(Duration.between(used, Instant.now()).abs().toSeconds() < 60, used::toString);
    }

    private String row() {
        return database.text("SELECT xmin::text || last_used_at::text FROM millwright.api_token");
    }

    @Test
    void theListHasEveryOneOnceInOrderOfNames() {
        IntStream.range(0, 7).forEach(number -> make("t" + (6 - number)));
        List<ApiToken> first = tokens.list(Optional.empty(), 3);
        List<ApiToken> second = tokens.list(Optional.of(first.get(2).id()), 3);
        List<ApiToken> third = tokens.list(Optional.of(second.get(2).id()), 3);
        assertEquals(
                "t0 t1 t2 t3 t4 t5 t6",
                Stream.of(first, second, third)
                        .flatMap(List::stream)
                        .map(ApiToken::name)
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void theLastAdministratorStays() {
        NewToken narrowed = tokens.create(new TokenRequest("narrow", Role.ADMIN, NARROW, Optional.empty(), "admin"));
        NewToken ending = tokens.create(new TokenRequest(
                "ending", Role.ADMIN, Scope.ALL, Optional.of(Instant.now().plusSeconds(3_600)), "admin"));
        NewToken last = make("last", Role.ADMIN);
        assertThrows(
                LastAdministratorException.class,
                () -> tokens.revoke(last.token().id()));
        assertTrue(tokens.authenticate(last.secret()).isPresent());
        NewToken next = make("next", Role.ADMIN);
        tokens.revoke(last.token().id());
        tokens.revoke(narrowed.token().id());
        tokens.revoke(ending.token().id());
        assertThrows(
                LastAdministratorException.class,
                () -> tokens.revoke(next.token().id()));
    }

    private NewToken make(String name) {
        return make(name, Role.OPERATOR);
    }

    private NewToken make(String name, Role role) {
        return tokens.create(new TokenRequest(name, role, Scope.ALL, Optional.empty(), "admin"));
    }

    private StoredSessions sessions() {
        return new StoredSessions(
                database.database(),
                new AccessConfig(Optional.empty(), Duration.ofHours(12)),
                new StoredUsers(database.database()));
    }
}

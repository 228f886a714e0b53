package millwright.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.job.InvalidRequestException;
import millwright.job.Violation;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** A3, A6 to A9: users sign in with a password, until it changes or they are disabled. */
@PostgresTest
class StoredUsersTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String OTHER = "staple with a battery";
    private static final UserChange NOTHING =
            new UserChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final TestDatabase database;
    private final StoredUsers users;
    private final StoredSessions sessions;

    StoredUsersTest(TestDatabase database) {
        this.database = database;
        this.users = new StoredUsers(database.database());
        this.sessions = new StoredSessions(
                database.database(), new AccessConfig(Optional.empty(), Duration.ofHours(12)), users);
    }

    @Test
    void aUserSignsInWithTheRightPasswordOnly() {
        make("ada", Role.OPERATOR);
        Session session = signIn("ada", PASSWORD).orElseThrow();
        assertEquals(new Caller("ada", Role.OPERATOR), session.caller());
        assertTrue(session.isUsers());
        assertEquals(Optional.of(session), sessions.find(session.id()));
        assertNotNull(users.find("ada").orElseThrow().lastSignedInAt());
        assertEquals(Optional.empty(), signIn("ada", OTHER));
        assertEquals(Optional.empty(), signIn("eve", PASSWORD));
        assertEquals(Optional.empty(), signIn("' OR true --\0", PASSWORD));
        assertEquals(Optional.empty(), signIn("ada", "x".repeat(10_000)));
    }

    @Test
    void thePasswordIsStoredAsAHashAndPrintedByNothing() {
        make("ada", Role.VIEWER);
        String row = database.text("SELECT u::text FROM millwright.app_user u");
        assertTrue(row.contains("$argon2id$"), row);
        assertFalse(row.contains("battery"), row);
        assertFalse(request("ada", Role.VIEWER).toString().contains("battery"));
    }

    @Test
    void theCsrfTokenIsTheSessionsOwnAndDoesNotTellItsId() {
        make("ada", Role.VIEWER);
        Session one = signIn("ada", PASSWORD).orElseThrow();
        Session other = signIn("ada", PASSWORD).orElseThrow();
        assertEquals(one.csrfToken(), sessions.find(one.id()).orElseThrow().csrfToken());
        assertNotEquals(one.csrfToken(), other.csrfToken());
        assertNotEquals(one.csrfToken(), one.id());
    }

    @Test
    void aNewPasswordEndsTheSessionsOfTheOld() {
        make("ada", Role.VIEWER);
        Session session = signIn("ada", PASSWORD).orElseThrow();
        users.change("ada", with(Optional.of(OTHER), Optional.empty()));
        assertEquals(Optional.empty(), sessions.find(session.id()));
        assertEquals(Optional.empty(), signIn("ada", PASSWORD));
        assertTrue(signIn("ada", OTHER).isPresent());
    }

    @Test
    void aUserChangesItsOwnPasswordKnowingTheOldOne() {
        make("ada", Role.VIEWER);
        Session here = signIn("ada", PASSWORD).orElseThrow();
        Session there = signIn("ada", PASSWORD).orElseThrow();
        assertFalse(users.changePassword("ada", OTHER, OTHER, here.id(), "address"));
        assertTrue(users.changePassword("ada", PASSWORD, OTHER, here.id(), "address"));
        assertTrue(sessions.find(here.id()).isPresent());
        assertEquals(Optional.empty(), sessions.find(there.id()));
        assertTrue(signIn("ada", OTHER).isPresent());
    }

    @Test
    void aDisabledUserIsNobodyUntilEnabled() {
        make("ada", Role.VIEWER);
        Session session = signIn("ada", PASSWORD).orElseThrow();
        assertNotNull(users.change("ada", with(Optional.empty(), Optional.of(false)))
                .orElseThrow()
                .disabledAt());
        assertEquals(Optional.empty(), sessions.find(session.id()));
        assertEquals(Optional.empty(), signIn("ada", PASSWORD));
        assertNull(users.change("ada", with(Optional.empty(), Optional.of(true)))
                .orElseThrow()
                .disabledAt());
        assertTrue(signIn("ada", PASSWORD).isPresent());
    }

    @Test
    void aChangedRoleHoldsForTheSessionsThereAre() {
        make("ada", Role.VIEWER);
        Session session = signIn("ada", PASSWORD).orElseThrow();
        users.change(
                "ada",
                new UserChange(
                        Optional.of(Role.SUBMITTER),
                        Optional.of(Set.of("night")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertEquals(
                new Caller("ada", Role.SUBMITTER, new Scope(Set.of("night"), Set.of())),
                sessions.find(session.id()).orElseThrow().caller());
    }

    @Test
    void aNameIsAUsersOrATokens() {
        StoredTokens tokens = new StoredTokens(database.database());
        make("ada", Role.VIEWER);
        NewToken ci = tokens.create(new TokenRequest("ci", Role.VIEWER, Scope.ALL, Optional.empty(), "admin"));
        assertThrows(NameTakenException.class, () -> make("ada", Role.VIEWER));
        assertThrows(NameTakenException.class, () -> make("ci", Role.VIEWER));
        tokens.revoke(ci.token().id());
        assertThrows(NameTakenException.class, () -> make("ci", Role.VIEWER), "jobs were submitted in its name");
        assertThrows(
                NameTakenException.class,
                () -> tokens.create(new TokenRequest("ada", Role.VIEWER, Scope.ALL, Optional.empty(), "admin")));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        refused(
                () -> users.create(new UserRequest("a b", Role.VIEWER, Scope.ALL, "short", "admin")),
                "/name",
                "/password");
        refused(() -> make("a".repeat(101), Role.VIEWER), "/name");
        refused(
                () -> users.create(new UserRequest("administrator", Role.VIEWER, Scope.ALL, "Administrator", "admin")),
                "/password");
        refused(() -> users.change("ada", with(Optional.of("x".repeat(201)), Optional.empty())), "/password");
        refused(() -> users.changePassword("ada", PASSWORD, "short", "", "address"), "/new_password");
    }

    @Test
    void theLastAdministratorStays() {
        make("ada", Role.ADMIN);
        assertThrows(
                LastAdministratorException.class,
                () -> users.change("ada", with(Optional.empty(), Optional.of(false))));
        assertThrows(
                LastAdministratorException.class,
                () -> users.change(
                        "ada",
                        new UserChange(
                                Optional.of(Role.OPERATOR),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
        assertEquals(Role.ADMIN, users.change("ada", NOTHING).orElseThrow().role());
        make("eve", Role.ADMIN);
        users.change("ada", with(Optional.empty(), Optional.of(false)));
        assertEquals(Optional.empty(), users.change("nobody", NOTHING));
    }

    @Test
    void theListIsInOrderOfNames() {
        List.of("c", "a", "b").forEach(name -> make(name, Role.VIEWER));
        assertEquals(
                List.of("a", "b"),
                users.list(Optional.empty(), 2).stream().map(User::name).toList());
        assertEquals(
                List.of("c"),
                users.list(Optional.of("b"), 2).stream().map(User::name).toList());
    }

    @Test
    void guessingIsStoppedHoweverRightTheNextGuessIs() {
        make("ada", Role.VIEWER);
        for (int i = 0; i < 10; i++) {
            assertEquals(Optional.empty(), signIn("ada", OTHER));
        }
        ThrottledException refused = assertThrows(ThrottledException.class, () -> signIn("ada", PASSWORD));
        assertTrue(refused.retryAfter().toSeconds() > 0, () -> "" + refused.retryAfter());
        assertTrue(sessions.open("ada", PASSWORD, "another address").isPresent());
    }

    private Optional<Session> signIn(String name, String password) {
        return sessions.open(name, password, "address");
    }

    private static UserChange with(Optional<String> password, Optional<Boolean> enabled) {
        return new UserChange(Optional.empty(), Optional.empty(), Optional.empty(), password, enabled);
    }

    private User make(String name, Role role) {
        return users.create(request(name, role));
    }

    private static UserRequest request(String name, Role role) {
        return new UserRequest(name, role, Scope.ALL, PASSWORD, "admin");
    }

    private static void refused(Runnable asked, String... pointers) {
        InvalidRequestException refused = assertThrows(InvalidRequestException.class, asked::run);
        assertEquals(
                List.of(pointers),
                refused.violations().stream().map(Violation::pointer).toList());
    }
}

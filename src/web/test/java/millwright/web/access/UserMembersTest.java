package millwright.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.access.Caller;
import millwright.access.Role;
import millwright.access.Scope;
import millwright.access.User;
import millwright.access.UserChange;
import millwright.access.UserRequest;
import millwright.job.InvalidRequestException;
import millwright.job.Violation;
import org.junit.jupiter.api.Test;

/** Holds W60 and W61 for users. */
class UserMembersTest {

    private static final Caller ADMIN = new Caller("admin", Role.ADMIN);
    private static final Caller NARROWED = new Caller("night-admin", Role.ADMIN, new Scope(Set.of("night"), Set.of()));
    private static final User ADA = new User(
            "ada",
            Role.VIEWER,
            new Scope(Set.of("night"), Set.of()),
            "admin",
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            null);

    @Test
    void readsEveryMember() {
        assertEquals(
                new UserRequest(
                        "ada", Role.OPERATOR, new Scope(Set.of(), Set.of("report")), "correct horse battery", "admin"),
                UserMembers.request(
                        """
                        {"name": "ada", "role": "OPERATOR", "definitions": ["report"],
                         "password": "correct horse battery"}
                        """,
                        ADMIN));
        assertEquals(
                new UserChange(
                        Optional.of(Role.ADMIN),
                        Optional.of(Set.of()),
                        Optional.empty(),
                        Optional.of("staple with a battery"),
                        Optional.of(false)),
                UserMembers.change(
                        """
                        {"role": "ADMIN", "queues": [], "password": "staple with a battery", "enabled": false}
                        """,
                        ADA,
                        ADMIN));
    }

    @Test
    void namesAllThatDoesNotFit() {
        refused(() -> UserMembers.request("{\"enabled\": true}", ADMIN), "/enabled", "/name", "/password", "/role");
        refused(() -> UserMembers.change("{\"name\": \"eve\", \"enabled\": 1}", ADA, ADMIN), "/name", "/enabled");
    }

    @Test
    void oneWhoIsNarrowedGivesNoMore() {
        refused(() -> UserMembers.change("{\"queues\": []}", ADA, NARROWED), "/queues");
        assertEquals(
                Optional.of(Role.OPERATOR),
                UserMembers.change("{\"role\": \"OPERATOR\"}", ADA, NARROWED).role());
    }

    @Test
    void aUserIsShownWithoutPassword() {
        assertFalse(UserJson.one(ADA).containsKey("password"));
    }

    private static void refused(Runnable asked, String... pointers) {
        InvalidRequestException refused = assertThrows(InvalidRequestException.class, asked::run);
        assertEquals(
                List.of(pointers),
                refused.violations().stream().map(Violation::pointer).toList());
    }
}

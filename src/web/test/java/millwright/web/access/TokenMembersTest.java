package millwright.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.access.Caller;
import millwright.access.Role;
import millwright.access.Scope;
import millwright.access.TokenRequest;
import millwright.job.InvalidRequestException;
import millwright.job.Violation;
import org.junit.jupiter.api.Test;

/** Holds W61, and what a token may be asked for with. */
class TokenMembersTest {

    private static final Caller ADMIN = new Caller("admin", Role.ADMIN);
    private static final Caller NARROWED =
            new Caller("night-admin", Role.ADMIN, new Scope(Set.of("night"), Set.of("report")));

    @Test
    void readsEveryMember() {
        assertEquals(
                new TokenRequest(
                        "ci",
                        Role.SUBMITTER,
                        new Scope(Set.of("night"), Set.of("report")),
                        Optional.of(Instant.parse("2030-01-01T00:00:00Z")),
                        "admin"),
                TokenMembers.read(
                        """
                        {"name": "ci", "role": "SUBMITTER", "queues": ["night"], "definitions": ["report", "report"],
                         "expires_at": "2030-01-01T01:00:00+01:00"}
                        """,
                        ADMIN));
    }

    @Test
    void whatIsLeftOutIsNotNarrowedAndDoesNotEnd() {
        assertEquals(
                new TokenRequest("ci", Role.VIEWER, Scope.ALL, Optional.empty(), "admin"),
                TokenMembers.read("{\"name\": \"ci\", \"role\": \"VIEWER\"}", ADMIN));
    }

    @Test
    void namesAllThatDoesNotFit() {
        refused(ADMIN, "{}", "/name", "/role");
        refused(
                ADMIN,
                "{\"name\": 1, \"role\": \"ROOT\", \"queues\": [1], \"definitions\": \"x\", \"expires_at\": \"soon\","
                        + " \"scope\": {}}",
                "/scope",
                "/name",
                "/role",
                "/queues",
                "/definitions",
                "/expires_at");
        refused(ADMIN, "{\"name\": \"a\", \"role\": \"VIEWER\", \"queues\": [\"\"]}", "/queues");
        refused(
                ADMIN,
                "{\"name\": \"a\", \"role\": \"VIEWER\", \"expires_at\": \"+999999999-01-01T00:00:00Z\"}",
                "/expires_at");
    }

    @Test
    void oneWhoIsNarrowedGivesNoMore() {
        String all = "{\"name\": \"a\", \"role\": \"VIEWER\"}";
        String wider = "{\"name\": \"a\", \"role\": \"VIEWER\", \"queues\": [\"night\"]}";
        String own = "{\"name\": \"a\", \"role\": \"ADMIN\", \"queues\": [\"night\"], \"definitions\": [\"report\"]}";
        refused(NARROWED, all, "/queues");
        refused(NARROWED, wider, "/definitions");
        assertEquals(NARROWED.scope(), TokenMembers.read(own, NARROWED).scope());
    }

    private static void refused(Caller by, String body, String... pointers) {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> TokenMembers.read(body, by));
        assertEquals(
                List.of(pointers),
                refused.violations().stream().map(Violation::pointer).toList());
    }
}

package millwright.web.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.access.Caller;
import millwright.access.JwtConfig;
import millwright.access.Role;
import millwright.access.Scope;
import millwright.config.Settings;
import org.junit.jupiter.api.Test;

/** Holds W82 and W83. */
class ClaimsReaderTest {

    private static final Map<String, String> NARROWING = Map.of(
            "millwright.jwt.queues-claim", "queues", "millwright.jwt.definitions-claim", "https://example/definitions");

    @Test
    void theLastRoleCounts() {
        assertEquals(Optional.of(Role.VIEWER), role(Map.of(), Map.of("roles", "millwright-viewer")));
        assertEquals(
                Optional.of(Role.ADMIN),
                role(Map.of(), Map.of("roles", List.of("millwright-viewer", "millwright-admin", 7, "operator"))));
        assertEquals(
                Optional.of(Role.SUBMITTER), role(Map.of(), Map.of("roles", "openid millwright-submitter profile")));
    }

    @Test
    void rolesAreFoundInsideObjects() {
        Map<String, String> keycloak =
                Map.of("millwright.jwt.role-claim", "realm_access.roles", "millwright.jwt.role-prefix", "jobs_");
        assertEquals(
                Optional.of(Role.OPERATOR),
                role(keycloak, Map.of("realm_access", Map.of("roles", List.of("jobs_operator")))));
        assertEquals(Optional.empty(), role(keycloak, Map.of("realm_access", List.of("jobs_operator"))));
        assertEquals(Optional.empty(), role(keycloak, Map.of("roles", List.of("jobs_operator"))));
    }

    @Test
    void namesAreMarkedAsTheIssuers() {
        assertEquals(
                "oidc:admin",
                caller(Map.of(), Map.of("sub", "admin")).orElseThrow().name());
        for (Object name : List.of("", " ", 7, "a\0b", "x".repeat(201))) {
            assertEquals(Optional.empty(), caller(Map.of(), Map.of("sub", name)));
        }
    }

    @Test
    void aConfiguredClaimNarrows() {
        assertEquals(
                Optional.of(new Scope(Set.of("night", "day"), Set.of("report"))),
                caller(NARROWING, Map.of("queues", List.of("night", "day"), "https://example/definitions", "report"))
                        .map(Caller::scope));
    }

    @Test
    void aTokenWithoutItIsRefusedRatherThanNotNarrowed() {
        assertEquals(Optional.empty(), caller(NARROWING, Map.of("queues", "night")));
        assertEquals(
                Optional.empty(),
                caller(NARROWING, Map.of("queues", List.of(), "https://example/definitions", "report")));
        assertEquals(
                Optional.empty(),
                caller(NARROWING, Map.of("queues", List.of("", 1), "https://example/definitions", "report")));
    }

    private static Optional<Role> role(Map<String, String> settings, Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("sub", "ada");
        return reader(settings).caller(all).map(Caller::role);
    }

    private static Optional<Caller> caller(Map<String, String> settings, Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(Map.of("sub", "ada", "roles", "millwright-viewer"));
        all.putAll(claims);
        return reader(settings).caller(all);
    }

    private static ClaimsReader reader(Map<String, String> settings) {
        return new ClaimsReader(JwtConfig.from(new Settings(name -> Optional.ofNullable(settings.get(name)))));
    }
}

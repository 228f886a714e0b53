package millwright.web.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import millwright.web.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** Holds W35. */
class SameOriginTest {

    private static final Map<String, String> CONSOLE = Map.of("X-CSRF-Token", "known", "Host", "jobs.example:8080");
    private static final Optional<String> TOKEN = Optional.of("known");

    @Test
    void theConsolesOwnRequestsPass() {
        passes("POST", Map.of("Sec-Fetch-Site", "same-origin"));
        passes("DELETE", Map.of("Origin", "http://jobs.example:8080"));
        passes("POST", Map.of("Origin", "https://JOBS.example:8080"));
    }

    @Test
    void whatTheBrowserSaysOfItselfHoldsWhateverAProxyDidToNames() {
        passes("POST", Map.of("Sec-Fetch-Site", "same-origin", "Origin", "https://outside.example"));
        refuses("POST", Map.of("Sec-Fetch-Site", "same-site", "Origin", "http://jobs.example:8080"));
    }

    @Test
    void otherPagesAreRefused() {
        refuses("POST", Map.of("Sec-Fetch-Site", "cross-site"));
        refuses("POST", Map.of("Sec-Fetch-Site", "none"));
        refuses("POST", Map.of("Origin", "http://jobs.example:9090"));
        refuses("DELETE", Map.of("Origin", "http://jobs.example.evil.example"));
        refuses("PATCH", Map.of("Origin", "null"));
        refuses("POST", Map.of("Origin", "not an origin"));
        refuses("POST", Map.of());
    }

    @Test
    void aPageThatDoesNotKnowTheTokenIsRefused() {
        refuses("POST", Map.of("Sec-Fetch-Site", "same-origin", "X-CSRF-Token", "guessed"));
        assertThrows(
                ProblemException.class,
                () -> SameOrigin.check(
                        "POST", Map.of("Sec-Fetch-Site", "same-origin", "Millwright-Console", "1")::get, TOKEN));
    }

    @Test
    void aFormCannotSignIn() {
        assertThrows(
                ProblemException.class,
                () -> SameOrigin.check("POST", Map.of("Sec-Fetch-Site", "same-origin")::get, Optional.empty()));
        assertDoesNotThrow(() -> SameOrigin.check(
                "POST", Map.of("Sec-Fetch-Site", "same-origin", "Millwright-Console", "1")::get, Optional.empty()));
    }

    @Test
    void readingIsNotAsked() {
        assertDoesNotThrow(() -> SameOrigin.check("GET", Map.of("Sec-Fetch-Site", "cross-site")::get, TOKEN));
    }

    private static void passes(String method, Map<String, String> headers) {
        assertDoesNotThrow(() -> SameOrigin.check(method, all(headers)::get, TOKEN));
    }

    private static void refuses(String method, Map<String, String> headers) {
        assertThrows(
                ProblemException.class, () -> SameOrigin.check(method, all(headers)::get, TOKEN), headers::toString);
    }

    private static Map<String, String> all(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(CONSOLE);
        all.putAll(headers);
        return all;
    }
}

package millwright.web.security;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/**
 * Whether a request that a browser signs with a cookie was meant by our own page (W35). SameSite alone lets the pages of
 * other ports and subdomains through.
 */
final class SameOrigin {

    /** For signing in. No form can send it, and a script of another origin only after a preflight never granted. */
    static final String HEADER = "Millwright-Console";

    /** For all else: what only a page that could read the session's answer knows. */
    static final String TOKEN_HEADER = "X-CSRF-Token";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private SameOrigin() {}

    /**
     * @param header the one value of a header by name, or null
     * @param csrfToken the session's; empty where somebody is signing in
     * @throws ProblemException forbidden
     */
    static void check(String method, Function<String, String> header, Optional<String> csrfToken) {
        if (SAFE.contains(method)) {
            return;
        }
        if (!isOwn(header) || (csrfToken.isEmpty() && header.apply(HEADER) == null)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "with a session's cookie only the console may ask for this; other clients send a token");
        }
        if (csrfToken
                .filter(token -> !isSame(token, header.apply(TOKEN_HEADER)))
                .isPresent()) {
            throw new ProblemException(
                    ProblemCode.CSRF_TOKEN_REFUSED,
                    "send the header " + TOKEN_HEADER + " with the csrf_token that GET /session gives");
        }
    }

    private static boolean isSame(String token, String given) {
        return given != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    // What the browser says of itself counts first: it holds whatever a proxy did to names. Over plain http to another
    // machine browsers leave it out, but never the Origin of an unsafe request.
    private static boolean isOwn(Function<String, String> header) {
        String site = header.apply("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String host = header.apply("Host");
        return authority(header.apply("Origin"))
                .filter(o -> o.equalsIgnoreCase(host))
                .isPresent();
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(origin).map(URI::create).map(URI::getRawAuthority);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

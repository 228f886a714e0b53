package millwright.web.security;

import java.net.URI;
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

    /** No form can send it, and a script of another origin only after a preflight that is never granted. */
    static final String HEADER = "Millwright-Console";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private SameOrigin() {}

    /**
     * @param header the one value of a header by name, or null
     * @throws ProblemException forbidden
     */
    static void check(String method, Function<String, String> header) {
        if (SAFE.contains(method)) {
            return;
        }
        if (header.apply(HEADER) == null || !isOwn(header)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "with a session's cookie only the console may ask for this; other clients send a token");
        }
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

package millwright.web.security;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The token in the Authorization header (RFC 6750, 2.1). */
final class BearerToken {

    // The scheme is case-insensitive (RFC 9110, 11.1), the token is not; b64token is all it may consist of.
    private static final Pattern CREDENTIALS =
            Pattern.compile("bearer +([A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);

    private BearerToken() {}

    /**
     * @param headers every Authorization header of the request, or null; two of them are one too many to trust either
     */
    static Optional<String> in(List<String> headers) {
        if (headers == null || headers.size() != 1) {
            return Optional.empty();
        }
        Matcher matcher = CREDENTIALS.matcher(headers.get(0));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}

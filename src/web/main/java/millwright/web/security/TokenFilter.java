package millwright.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import millwright.access.Caller;
import millwright.access.Tokens;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/**
 * Lets nobody in without a token. Before matching, so that unknown paths are no exception (W30). On purpose no
 * {@code @Provider}: it is registered by name in the API's application and found by no other (W33).
 */
@ApplicationScoped
@PreMatching
public class TokenFilter implements ContainerRequestFilter {

    /** The request property that {@link OwnApplicationFilter} looks for. */
    static final String PASSED = "millwright.web.passed";

    private static final String CHALLENGE = "Bearer realm=\"millwright\"";

    @Inject
    Tokens tokens;

    @Override
    public void filter(ContainerRequestContext request) {
        Caller caller = BearerToken.in(request.getHeaders().get(HttpHeaders.AUTHORIZATION))
                .flatMap(tokens::authenticate)
                .orElseThrow(TokenFilter::unauthorized);
        boolean secure = request.getSecurityContext() != null
                && request.getSecurityContext().isSecure();
        request.setSecurityContext(new CallerContext(caller, secure));
        request.setProperty(PASSED, true);
    }

    // The same whether the token is missing, misspelt or unknown: there is nothing to learn from trying.
    private static ProblemException unauthorized() {
        return new ProblemException(
                ProblemCode.UNAUTHORIZED,
                "send the header Authorization: Bearer mw_… with a valid API token",
                HttpHeaders.WWW_AUTHENTICATE,
                CHALLENGE);
    }
}

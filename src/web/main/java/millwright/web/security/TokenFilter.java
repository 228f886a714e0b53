package millwright.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import millwright.access.Caller;
import millwright.access.Session;
import millwright.access.Sessions;
import millwright.access.Tokens;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/**
 * Lets nobody in without a token, or a session that one has opened. Before matching, so that unknown paths are no
 * exception (W30). On purpose no {@code @Provider}: it is registered by name in the API's application and found by no
 * other (W33).
 */
@ApplicationScoped
@PreMatching
public class TokenFilter implements ContainerRequestFilter {

    /** The request property that {@link OwnApplicationFilter} looks for. */
    static final String PASSED = "millwright.web.passed";

    /** Where one signs in: the only path that is there for everybody. */
    private static final String SIGN_IN = "session";

    private static final String CHALLENGE = "Bearer realm=\"millwright\"";

    @Inject
    Tokens tokens;

    @Inject
    Sessions sessions;

    @Override
    public void filter(ContainerRequestContext request) {
        // a header that is there is what counts: a wrong token is not saved by a good cookie
        Optional<Caller> caller =
                request.getHeaders().containsKey(HttpHeaders.AUTHORIZATION) ? byToken(request) : bySession(request);
        if (caller.isEmpty() && !isSignIn(request)) {
            throw unauthorized();
        }
        boolean secure = request.getSecurityContext() != null
                && request.getSecurityContext().isSecure();
        caller.ifPresent(known -> request.setSecurityContext(new CallerContext(known, secure)));
        request.setProperty(PASSED, true);
    }

    private Optional<Caller> byToken(ContainerRequestContext request) {
        Optional<Caller> caller = BearerToken.in(request.getHeaders().get(HttpHeaders.AUTHORIZATION))
                .flatMap(tokens::authenticate);
        if (caller.isEmpty()) {
            throw unauthorized();
        }
        return caller;
    }

    private Optional<Caller> bySession(ContainerRequestContext request) {
        Optional<Caller> caller =
                SessionCookie.in(request.getCookies()).flatMap(sessions::find).map(Session::caller);
        if (caller.isPresent() || isSignIn(request)) {
            SameOrigin.check(request.getMethod(), request::getHeaderString);
        }
        return caller;
    }

    private static boolean isSignIn(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return path.equals(SIGN_IN) || path.equals("/" + SIGN_IN);
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

package millwright.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import millwright.access.Caller;
import millwright.access.Session;
import millwright.access.Sessions;
import millwright.access.Tokens;
import millwright.web.jwt.JwtCallers;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.request.ClientAddress;

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

    /** The request property with the address that the request came from. */
    public static final String ADDRESS = "millwright.web.address";

    /** Where one signs in: the only path that is there for everybody. */
    private static final String SIGN_IN = "session";

    private static final String CHALLENGE = "Bearer realm=\"millwright\"";

    @Inject
    Tokens tokens;

    @Inject
    JwtCallers jwt;

    @Inject
    Sessions sessions;

    @Inject
    ClientAddress address;

    @Inject
    HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(ADDRESS, address.of(servletRequest));
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
                .flatMap(token -> jwt.mayBe(token) ? jwt.authenticate(token) : tokens.authenticate(token));
        if (caller.isEmpty()) {
            throw unauthorized();
        }
        return caller;
    }

    private Optional<Caller> bySession(ContainerRequestContext request) {
        Optional<Session> session = SessionCookie.in(request.getCookies()).flatMap(sessions::find);
        boolean signsIn = isSignIn(request) && request.getMethod().equals("POST");
        if (session.isPresent() || isSignIn(request)) {
            // one who signs in anew need not know the token of the session before
            Optional<String> csrfToken = signsIn ? Optional.empty() : session.map(Session::csrfToken);
            SameOrigin.check(request.getMethod(), request::getHeaderString, csrfToken);
        }
        return session.map(Session::caller);
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

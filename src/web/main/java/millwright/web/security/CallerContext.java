package millwright.web.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import millwright.access.Caller;

/** The caller of one request, as JAX-RS carries it. */
public record CallerContext(Caller caller, boolean isSecure) implements SecurityContext {

    static final String SCHEME = "Bearer";

    /** @throws IllegalStateException when the request did not come through {@link TokenFilter} */
    public static Caller callerOf(SecurityContext context) {
        if (context.getUserPrincipal() instanceof CallerPrincipal principal) {
            return principal.caller();
        }
        throw new IllegalStateException("a request without a caller has reached a resource");
    }

    private record CallerPrincipal(Caller caller) implements Principal {
        @Override
        public String getName() {
            return caller.name();
        }
    }

    @Override
    public Principal getUserPrincipal() {
        return new CallerPrincipal(caller);
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public String getAuthenticationScheme() {
        return SCHEME;
    }
}

package millwright.web.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import millwright.access.Caller;
import millwright.job.Visibility;

/** The caller of one request, as JAX-RS carries it. */
public record CallerContext(Caller caller, boolean isSecure) implements SecurityContext {

    static final String SCHEME = "Bearer";

    /** The caller, or empty where a request may come without one. */
    public static Optional<Caller> find(SecurityContext context) {
        return context.getUserPrincipal() instanceof CallerPrincipal principal
                ? Optional.of(principal.caller())
                : Optional.empty();
    }

    /** @throws IllegalStateException when the request did not come through {@link TokenFilter} */
    public static Caller callerOf(SecurityContext context) {
        return find(context)
                .orElseThrow(() -> new IllegalStateException("a request without a caller has reached a resource"));
    }

    /** Which jobs the caller of this request may see (W37). */
    public static Visibility visibility(SecurityContext context) {
        Caller caller = callerOf(context);
        return new Visibility(
                caller.role().seesOwnOnly() ? Optional.of(caller.name()) : Optional.empty(),
                caller.scope().queues(),
                caller.scope().definitions());
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
        return caller.role().name().equalsIgnoreCase(role);
    }

    @Override
    public String getAuthenticationScheme() {
        return SCHEME;
    }
}

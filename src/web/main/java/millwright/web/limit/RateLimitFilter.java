package millwright.web.limit;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import millwright.access.AccessConfig;
import millwright.access.Buckets;
import millwright.access.Caller;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.security.CallerContext;
import millwright.web.security.TokenFilter;

/** Counts each caller's requests (W90). The headers are those of draft-ietf-httpapi-ratelimit-headers-10. */
@ApplicationScoped
@PreMatching
@Priority(Priorities.USER + 100) // once the caller is known
public class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String STATE = "millwright.web.limit";
    private static final Duration WINDOW = Duration.ofMinutes(1);

    @Inject
    AccessConfig config;

    private Optional<Buckets> buckets = Optional.empty();

    @PostConstruct
    void start() {
        if (config.rateLimit() > 0) {
            buckets = Optional.of(new Buckets(config.rateLimit(), WINDOW, System::nanoTime));
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (buckets.isEmpty()) {
            return;
        }
        Buckets.State state = buckets.get().take(key(request));
        request.setProperty(STATE, state);
        if (!state.taken()) {
            throw new ProblemException(
                    ProblemCode.TOO_MANY_REQUESTS,
                    "no more than " + config.rateLimit() + " requests a minute are answered",
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(seconds(state)));
        }
    }

    private static String key(ContainerRequestContext request) {
        return CallerContext.find(request.getSecurityContext())
                .map(Caller::name)
                // no name begins with a space
                .orElseGet(() -> " " + request.getProperty(TokenFilter.ADDRESS));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(STATE) instanceof Buckets.State state) {
            response.getHeaders()
                    .putSingle("RateLimit-Policy", "\"caller\";q=" + config.rateLimit() + ";w=" + WINDOW.toSeconds());
            response.getHeaders().putSingle("RateLimit", "\"caller\";r=" + state.left() + ";t=" + seconds(state));
        }
    }

    private static long seconds(Buckets.State state) {
        return state.next().plusMillis(999).toSeconds();
    }
}

package millwright.web.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Hides our resources where {@link TokenFilter} did not stand before them. Being a {@code @Provider} it comes along
 * when another application picks them up, and being bound by name it sees their requests only.
 */
@Provider
@OwnApplication
@Priority(Priorities.AUTHENTICATION)
public class OwnApplicationFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(TokenFilter.PASSED) == null) {
            throw new NotFoundException();
        }
    }
}

package millwright.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import millwright.web.request.ClientAddress;

/**
 * What every answer says: it is the caller's alone and true only now, it is what its type says, and a browser that shows
 * it runs and loads nothing. A page among our resources says itself what it may load.
 */
public class AnswerHeaders implements ContainerResponseFilter {

    private static final String POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    /** For two years, this host alone: what other hosts of its domain do is not ours to say. */
    private static final String HTTPS_ONLY = "max-age=63072000";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("Cache-Control", "no-store");
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putIfAbsent("Content-Security-Policy", List.of(POLICY));
        headers.putSingle("Referrer-Policy", "no-referrer");
        headers.putSingle("Cross-Origin-Resource-Policy", "same-origin");
        if (isSecure(request)) {
            headers.putSingle("Strict-Transport-Security", HTTPS_ONLY);
        }
    }

    private static boolean isSecure(ContainerRequestContext request) {
        boolean https = "https".equals(request.getUriInfo().getRequestUri().getScheme());
        return ClientAddress.isSecure(https, request.getHeaderString("X-Forwarded-Proto"));
    }
}

package millwright.web.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import millwright.web.request.ClientAddress;

/** Stands before the console's files: finds its page, and says what a browser may do with them (W50). */
@WebFilter(urlPatterns = "/console/*", asyncSupported = true)
public class ConsoleFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Trusted Types let nothing but Lit's own templates become markup. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types lit-html";

    /** The page of the API's document: Swagger UI writes markup itself, which Trusted Types would forbid (W102). */
    private static final String REFERENCE = "/reference.html";

    private static final String REFERENCE_POLICY = POLICY.substring(0, POLICY.indexOf("require-trusted-types-for"));

    // The folders below carry versions: what is at a path never changes. Of the rest nothing is kept: the container
    // tells two files apart by size and time, and in a reproducible build all times are one.
    private static final String VERSIONED = "/lib/";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String within = path(request).substring("/console".length());
        headers(response, within);
        if (ClientAddress.isSecure(request)) {
            response.setHeader("Strict-Transport-Security", "max-age=63072000");
        }
        if (within.isEmpty()) {
            // relative, so that it is right behind a proxy that puts us elsewhere
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", "console/");
        } else if (within.equals("/")) {
            // not left to welcome files, of which another application may have its own
            request.getRequestDispatcher("/console/index.html").forward(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static String path(HttpServletRequest request) {
        return request.getPathInfo() == null
                ? request.getServletPath()
                : request.getServletPath() + request.getPathInfo();
    }

    private static void headers(HttpServletResponse response, String path) {
        response.setHeader("Content-Security-Policy", path.equals(REFERENCE) ? REFERENCE_POLICY : POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(
                "Cache-Control", path.startsWith(VERSIONED) ? "public, max-age=31536000, immutable" : "no-store");
    }
}

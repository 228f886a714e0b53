package millwright.web.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Gives a document to what is refused around the JAX-RS runtime and would else be a page of the server's own, such as a
 * media type it cannot parse (W20). It stands before the API alone.
 */
@WebFilter(urlPatterns = "/api/v1/*", asyncSupported = true)
public class ContainerRefusals extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void sendError(int status) throws IOException {
                ErrorPage.write(status, request.getRequestURI(), response);
            }

            // the message is the platform's, and names its classes
            @Override
            public void sendError(int status, String message) throws IOException {
                sendError(status);
            }
        });
    }
}

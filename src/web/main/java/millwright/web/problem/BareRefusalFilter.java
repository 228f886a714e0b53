package millwright.web.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.annotation.Annotation;
import millwright.web.json.JsonDocument;

/**
 * Gives a document to what the platform refused without one and without asking {@link ProblemMapper}, such as a header
 * it cannot parse (W20).
 */
public class BareRefusalFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < 400 || response.hasEntity()) {
            return;
        }
        Problem problem = Problems.refused(response.getStatus(), response.getHeaderString(HttpHeaders.ALLOW));
        String path = request.getUriInfo().getRequestUri().getRawPath();
        response.setEntity(JsonDocument.bytes(problem.document(path)), new Annotation[0], ProblemMapper.PROBLEM);
    }
}

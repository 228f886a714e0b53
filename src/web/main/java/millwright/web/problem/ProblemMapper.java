package millwright.web.problem;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import millwright.web.json.JsonDocument;

/** Turns whatever a request ends in into a problem document. Registered in the API's own application only. */
public class ProblemMapper implements ExceptionMapper<Throwable> {

    static final MediaType PROBLEM = new MediaType("application", "problem+json");

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(Throwable failure) {
        Problem problem = Problems.of(failure);
        var response = Response.status(problem.status())
                .type(PROBLEM)
                .entity(JsonDocument.bytes(problem.document(uri.getRequestUri().getRawPath())));
        problem.headers().forEach(response::header);
        return response.build();
    }
}

package careers;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers every exception in the application's own words. */
@Provider
public class Apology implements ExceptionMapper<Exception> {

    @Override
    public Response toResponse(Exception e) {
        int status =
                e instanceof WebApplicationException known ? known.getResponse().getStatus() : 500;
        return Response.status(status)
                .type(MediaType.TEXT_PLAIN)
                .entity("Careers is sorry: " + status)
                .build();
    }
}

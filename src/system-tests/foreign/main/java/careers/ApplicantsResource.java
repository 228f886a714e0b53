package careers;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** For recruiters, as the deployment descriptor says. */
@Path("applicants")
@Produces(MediaType.TEXT_PLAIN)
public class ApplicantsResource {

    @GET
    public String applicants(@Context SecurityContext security) {
        return "seen by " + security.getUserPrincipal().getName();
    }
}

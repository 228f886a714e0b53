package careers;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;

/** The openings, at the path "jobs". */
@Path("jobs")
@Produces(MediaType.TEXT_PLAIN)
@RequestScoped
public class JobsResource {

    @Inject
    private Openings openings;

    @GET
    public String titles() {
        return openings.all().stream().map(Opening::title).collect(Collectors.joining("\n"));
    }

    @POST
    public String add(String title) {
        return "" + openings.add(title).id();
    }

    @GET
    @Path("{id}")
    public String title(@PathParam("id") long id) {
        return openings.get(id).title();
    }
}

package careers.background;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Adds openings to be published, also in a transaction that comes to nothing. */
@Path("publishing")
@Produces(MediaType.TEXT_PLAIN)
@RequestScoped
public class PublishingResource {

    @Inject
    private Publishing publishing;

    @Inject
    private UserTransaction transaction;

    @POST
    public String add(String title) {
        return publishing.add(title).toString();
    }

    /** The id the job would have had. */
    @POST
    @Path("rolled-back")
    public String addAndRollBack(String title) throws Exception {
        transaction.begin();
        try {
            UUID job = publishing.add(title);
            return job.toString();
        } finally {
            transaction.rollback();
        }
    }
}

package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import millwright.access.Permission;
import millwright.batch.BatchJobs;
import millwright.job.Jobs;
import millwright.web.json.JsonDocument;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** {@code GET /jobs}; what is done with one job, or with new ones, is in {@link JobsResource}. */
@Path("{jobs: jobs}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class JobListResource {

    @Inject
    Jobs jobs;

    @Inject
    BatchJobs batchJobs;

    @Needs(Permission.READ)
    @GET
    public byte[] list(@Context UriInfo uri) {
        return JsonDocument.bytes(JobPage.read(jobs, batchJobs, ListRequest.read(uri.getQueryParameters()))
                .document());
    }
}

package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.access.Permission;
import millwright.batch.BatchJobs;
import millwright.database.DatabaseException;
import millwright.job.Job;
import millwright.job.Jobs;
import millwright.web.json.JsonDocument;
import millwright.web.request.JsonRequestBody;
import millwright.web.request.QueryParameters;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** {@code /jobs} and what is below it; {@link OwnApplication} says why the path is a template. */
@Path("{jobs: jobs}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class JobsResource {

    private static final Logger LOG = Logger.getLogger(JobsResource.class.getName());

    private static final int MOST_SKIPPED = 10_000;
    private static final int USUAL_SKIPPED = 1_000;

    @Inject
    Jobs jobs;

    @Inject
    BatchJobs batchJobs;

    @Inject
    VisibleJobs visible;

    @Needs(Permission.SUBMIT)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response submit(
            InputStream body, @Context HttpHeaders headers, @Context SecurityContext security, @Context UriInfo uri) {
        String text = JsonRequestBody.read(body, headers);
        UUID id = jobs.submit(SubmitRequest.read(text, CallerContext.callerOf(security)));
        return Response.created(
                        uri.getBaseUriBuilder().path("jobs").path(id.toString()).build())
                .entity(JsonDocument.bytes(accepted(id)))
                .build();
    }

    // The job is committed: failing to read it back must not look like failing to accept it, or it comes twice (W1).
    private JsonObject accepted(UUID id) {
        try {
            return jobs.find(id).map(this::whole).orElseGet(() -> bare(id));
        } catch (DatabaseException e) {
            LOG.log(Level.WARNING, "Job " + id + " was accepted and cannot be read back", e);
            return bare(id);
        }
    }

    private static JsonObject bare(UUID id) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("id", id.toString())
                .build();
    }

    @Needs(Permission.READ)
    @GET
    @Path("{id}")
    public byte[] job(@PathParam("id") String id, @Context SecurityContext security) {
        return JsonDocument.bytes(whole(visible.found(security, id)));
    }

    @Needs(Permission.READ)
    @GET
    @Path("{id}/result")
    public byte[] result(@PathParam("id") String id, @Context SecurityContext security) {
        return JsonDocument.bytes(JobResult.of(visible.found(security, id)));
    }

    @Needs(Permission.READ)
    @GET
    @Path("{id}/skipped-items")
    public byte[] skippedItems(@PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
        QueryParameters query = new QueryParameters(uri.getQueryParameters(), Set.of("limit"));
        int limit = query.integer("limit", 1, MOST_SKIPPED, USUAL_SKIPPED);
        query.finish();
        return JsonDocument.bytes(StepJson.skipped(
                batchJobs.skippedItems(visible.found(security, id).id(), limit)));
    }

    /** RFC 9110, 15.3.3: 202 while the attempt that runs is still to end. */
    @Needs(Permission.STEER)
    @POST
    @Path("{id}/cancel")
    public Response cancel(@PathParam("id") String id, @Context SecurityContext security) {
        UUID seen = visible.found(security, id).id();
        Job job =
                jobs.cancel(seen, CallerContext.callerOf(security).name()).orElseThrow(() -> VisibleJobs.notFound(id));
        return Response.status(job.control() == null ? Response.Status.OK : Response.Status.ACCEPTED)
                .entity(JsonDocument.bytes(whole(job)))
                .build();
    }

    @Needs(Permission.STEER)
    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id, @Context SecurityContext security) {
        return cancel(id, security);
    }

    private JsonObject whole(Job job) {
        // after the job, never before: see W4
        return JobJson.whole(job, batchJobs.progress(job.id()));
    }
}

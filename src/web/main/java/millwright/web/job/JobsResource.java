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
import millwright.batch.BatchJobs;
import millwright.database.DatabaseException;
import millwright.job.Job;
import millwright.job.Jobs;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.request.JsonRequestBody;
import millwright.web.request.QueryParameters;
import millwright.web.security.CallerContext;
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
            return whole(id.toString());
        } catch (DatabaseException e) {
            LOG.log(Level.WARNING, "Job " + id + " was accepted and cannot be read back", e);
            return JsonDocument.provider()
                    .createObjectBuilder()
                    .add("id", id.toString())
                    .build();
        }
    }

    @GET
    public byte[] list(@Context UriInfo uri) {
        return JsonDocument.bytes(JobPage.read(jobs, batchJobs, ListRequest.read(uri.getQueryParameters()))
                .document());
    }

    @GET
    @Path("{id}")
    public byte[] job(@PathParam("id") String id) {
        return JsonDocument.bytes(whole(id));
    }

    @GET
    @Path("{id}/result")
    public byte[] result(@PathParam("id") String id) {
        return JsonDocument.bytes(JobResult.of(found(id)));
    }

    @GET
    @Path("{id}/skipped-items")
    public byte[] skippedItems(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters query = new QueryParameters(uri.getQueryParameters(), Set.of("limit"));
        int limit = query.integer("limit", 1, MOST_SKIPPED, USUAL_SKIPPED);
        query.finish();
        return JsonDocument.bytes(
                StepJson.skipped(batchJobs.skippedItems(found(id).id(), limit)));
    }

    /** RFC 9110, 15.3.3: 202 while the attempt that runs is still to end. */
    @POST
    @Path("{id}/cancel")
    public Response cancel(@PathParam("id") String id) {
        Job job = JobId.read(id).flatMap(jobs::cancel).orElseThrow(() -> notFound(id));
        return Response.status(job.control() == null ? Response.Status.OK : Response.Status.ACCEPTED)
                .entity(JsonDocument.bytes(whole(job)))
                .build();
    }

    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        return cancel(id);
    }

    private JsonObject whole(String id) {
        return whole(found(id));
    }

    private JsonObject whole(Job job) {
        // after the job, never before: see W4
        return JobJson.whole(job, batchJobs.progress(job.id()));
    }

    private Job found(String id) {
        return JobId.read(id).flatMap(jobs::find).orElseThrow(() -> notFound(id));
    }

    private static ProblemException notFound(String id) {
        return new ProblemException(ProblemCode.JOB_NOT_FOUND, "no job has the id '" + id + "'");
    }
}

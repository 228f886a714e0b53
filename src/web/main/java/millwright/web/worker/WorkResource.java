package millwright.web.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
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
import java.util.List;
import java.util.Optional;
import millwright.access.Permission;
import millwright.access.Scope;
import millwright.external.ExternalJobs;
import millwright.external.Heartbeat;
import millwright.external.Receipt;
import millwright.external.Work;
import millwright.external.WorkLine;
import millwright.job.JobDefinition;
import millwright.job.Jobs;
import millwright.job.Progress;
import millwright.retry.JobError;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.request.JsonRequestBody;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;
import millwright.web.security.Reach;
import millwright.web.worker.WorkReports.Report;

/** {@code /leases}: the jobs that workers are at; {@link OwnApplication} says why the path is a template. */
@Path("{leases: leases}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class WorkResource {

    @Inject
    ExternalJobs external;

    @Inject
    Jobs jobs;

    @Inject
    ReachableWork reachable;

    @Needs(Permission.WORK)
    @POST
    public Response start(
            InputStream body, @Context HttpHeaders headers, @Context SecurityContext security, @Context UriInfo uri) {
        StartRequest request = StartRequest.read(
                JsonRequestBody.read(body, headers),
                CallerContext.callerOf(security).name());
        checkScope(request, Reach.of(security));
        Work work = external.start(request.job(), request.worker(), request.lease());
        return Response.created(uri.getBaseUriBuilder()
                        .path("jobs")
                        .path(work.job().toString())
                        .build())
                .entity(JsonDocument.bytes(WorkJson.one(work)))
                .build();
    }

    private void checkScope(StartRequest request, Scope scope) {
        String definition = request.job().definition();
        String queue = request.job()
                .queue()
                .or(() -> jobs.definitions().stream()
                        .filter(known -> known.name().equals(definition))
                        .map(JobDefinition::queue)
                        .findFirst())
                .orElse(JobDefinition.DEFAULT_QUEUE);
        if (!scope.coversDefinition(definition)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "definition: the token is narrowed to " + scope.definitions());
        }
        if (!scope.coversQueue(queue)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "queue: the token is narrowed to " + scope.queues());
        }
    }

    @Needs(Permission.WORK)
    @POST
    @Path("{id}/heartbeat")
    public byte[] heartbeat(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Report<Boolean> report = WorkReports.leaseOnly(JsonRequestBody.read(body, headers));
        Heartbeat beat = external.heartbeat(reachable.id(security, id), report.token());
        return JsonDocument.bytes(WorkJson.heartbeat(beat));
    }

    @Needs(Permission.WORK)
    @POST
    @Path("{id}/progress")
    public byte[] progress(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Report<Progress> report = WorkReports.progress(JsonRequestBody.read(body, headers));
        Heartbeat beat = external.progress(reachable.id(security, id), report.token(), report.said());
        return JsonDocument.bytes(WorkJson.heartbeat(beat));
    }

    @Needs(Permission.WORK)
    @POST
    @Path("{id}/log")
    public void log(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Report<List<WorkLine>> report = WorkReports.log(JsonRequestBody.read(body, headers));
        external.log(reachable.id(security, id), report.token(), report.said());
    }

    @Needs(Permission.WORK)
    @POST
    @Path("{id}/complete")
    public byte[] complete(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Report<Optional<JsonValue>> report = WorkReports.completion(JsonRequestBody.read(body, headers));
        return receipt(external.complete(
                reachable.id(security, id), report.token(), report.said().orElse(null)));
    }

    @Needs(Permission.WORK)
    @POST
    @Path("{id}/fail")
    public byte[] fail(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Report<JobError> report = WorkReports.failure(JsonRequestBody.read(body, headers));
        return receipt(external.fail(reachable.id(security, id), report.token(), report.said()));
    }

    @Needs(Permission.WORK)
    @POST
    @Path("{id}/release")
    public byte[] release(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Report<Boolean> report = WorkReports.leaseOnly(JsonRequestBody.read(body, headers));
        return receipt(external.release(reachable.id(security, id), report.token()));
    }

    private static byte[] receipt(Receipt receipt) {
        return JsonDocument.bytes(WorkJson.receipt(receipt));
    }
}

package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
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
import java.util.UUID;
import java.util.function.Supplier;
import millwright.access.Permission;
import millwright.job.DeadLetters;
import millwright.job.InvalidRequestException;
import millwright.job.Job;
import millwright.job.Jobs;
import millwright.job.Resolution;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.request.JsonRequestBody;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** What somebody does to one job that he sees. What its state does not allow is a conflict, with the reason (W8). */
@Path("{jobs: jobs}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class JobOrdersResource {

    @Inject
    Jobs jobs;

    @Inject
    DeadLetters deadLetters;

    @Inject
    VisibleJobs visible;

    @Inject
    JobDocuments documents;

    @Needs(Permission.STEER)
    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id, @Context SecurityContext security) {
        return cancelled(id, security);
    }

    @Needs(Permission.STEER)
    @POST
    @Path("{id}/cancel")
    public Response cancel(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        OrderRequest.read(JsonRequestBody.readOptional(body, headers));
        return cancelled(id, security);
    }

    private Response cancelled(String id, SecurityContext security) {
        UUID job = visible.found(security, id).id();
        return asked(id, jobs.cancel(job, by(security)), security);
    }

    @Needs(Permission.STEER)
    @POST
    @Path("{id}/stop")
    public Response stop(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        OrderRequest.read(JsonRequestBody.readOptional(body, headers));
        UUID job = visible.found(security, id).id();
        return asked(id, unlessState(() -> jobs.stop(job, by(security))), security);
    }

    @Needs(Permission.STEER)
    @POST
    @Path("{id}/restart")
    public Response restart(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        OrderRequest request = OrderRequest.read(JsonRequestBody.readOptional(body, headers), "parameters");
        UUID job = visible.found(security, id).id();
        return done(id, unlessState(() -> jobs.restart(job, request.parameters(), by(security))), security);
    }

    @Needs(Permission.STEER)
    @POST
    @Path("{id}/run-now")
    public Response runNow(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        OrderRequest.read(JsonRequestBody.readOptional(body, headers));
        UUID job = visible.found(security, id).id();
        return done(id, unlessState(() -> jobs.runNow(job, by(security))), security);
    }

    @Needs(Permission.STEER)
    @POST
    @Path("{id}/reprioritise")
    public Response reprioritise(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        OrderRequest request = OrderRequest.read(JsonRequestBody.readOptional(body, headers), "priority");
        UUID job = visible.found(security, id).id();
        resolved(jobs.reprioritise(List.of(job), request.priority().orElseThrow(), by(security)));
        return done(id, jobs.find(job), security);
    }

    @Needs(Permission.STEER)
    @POST
    @Path("{id}/retry")
    public Response retry(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context UriInfo uri) {
        OrderRequest request = OrderRequest.read(JsonRequestBody.readOptional(body, headers), "cascade");
        UUID job = visible.found(security, id).id();
        Optional<Job> again = request.cascade()
                ? resolved(deadLetters.retry(List.of(job), by(security), true)).flatMap(jobs::find)
                : unlessState(() -> jobs.retry(job, by(security)));
        Job now = again.orElseThrow(() -> VisibleJobs.notFound(id));
        return located(Response.Status.OK, now, security, uri);
    }

    @Needs(Permission.STEER)
    @POST
    @Path("{id}/redrive")
    public Response redrive(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context UriInfo uri) {
        OrderRequest request = OrderRequest.read(JsonRequestBody.readOptional(body, headers), "parameters", "cascade");
        UUID job = visible.found(security, id).id();
        List<Resolution> answers = request.parameters()
                .map(edited -> List.of(deadLetters.redrive(job, edited, by(security), request.cascade())))
                .orElseGet(() -> deadLetters.redrive(List.of(job), by(security), request.cascade()));
        Job anew = resolved(answers).flatMap(jobs::find).orElseThrow(() -> VisibleJobs.notFound(id));
        return located(Response.Status.CREATED, anew, security, uri);
    }

    @Needs(Permission.STEER)
    @POST
    @Path("{id}/discard")
    public Response discard(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        OrderRequest request = OrderRequest.read(JsonRequestBody.readOptional(body, headers));
        UUID job = visible.found(security, id).id();
        resolved(
                deadLetters.discard(List.of(job), by(security), request.reason().orElse("")));
        return done(id, jobs.find(job), security);
    }

    private static String by(SecurityContext security) {
        return CallerContext.callerOf(security).name();
    }

    /** What is wrong with the job itself, rather than with the request, is its state. */
    private static <T> T unlessState(Supplier<T> order) {
        try {
            return order.get();
        } catch (InvalidRequestException e) {
            if (e.violations().stream()
                    .allMatch(violation -> violation.pointer().equals("/id"))) {
                throw conflict(e.violations().get(0).detail());
            }
            throw e;
        }
    }

    /** The job that runs now, if any does. */
    private static Optional<UUID> resolved(List<Resolution> answers) {
        Resolution answer = answers.get(0);
        if (!answer.done()) {
            throw conflict(answer.problem().orElse("cannot be done"));
        }
        return answer.job();
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemCode.JOB_STATE_CONFLICT, "the job " + detail);
    }

    /** RFC 9110, 15.3.3: 202 while the attempt that runs is still to end. */
    private Response asked(String id, Optional<Job> found, SecurityContext security) {
        Job job = found.orElseThrow(() -> VisibleJobs.notFound(id));
        return answer(job.control() == null ? Response.Status.OK : Response.Status.ACCEPTED, job, security)
                .build();
    }

    private Response done(String id, Optional<Job> found, SecurityContext security) {
        Job job = found.orElseThrow(() -> VisibleJobs.notFound(id));
        return answer(Response.Status.OK, job, security).build();
    }

    private Response located(Response.Status status, Job job, SecurityContext security, UriInfo uri) {
        return answer(status, job, security)
                .location(uri.getBaseUriBuilder()
                        .path("jobs")
                        .path(job.id().toString())
                        .build())
                .build();
    }

    private Response.ResponseBuilder answer(Response.Status status, Job job, SecurityContext security) {
        return Response.status(status)
                .entity(JsonDocument.bytes(documents.whole(job, CallerContext.visibility(security))));
    }
}

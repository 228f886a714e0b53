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

    @Inject
    OrderNote note;

    @Needs(Permission.STEER)
    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id, @Context SecurityContext security) {
        Job job = noted(id, OrderRequest.NONE, security);
        return asked(job, jobs.cancel(job.id(), by(security)), security);
    }

    @Needs(Permission.STEER)
    @POST
    @Path("{id}/cancel")
    public Response cancel(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        OrderRequest request = OrderRequest.read(JsonRequestBody.readOptional(body, headers));
        Job job = noted(id, request, security);
        return asked(job, jobs.cancel(job.id(), by(security)), security);
    }

    @Needs(Permission.STEER)
    @POST
    @Path("{id}/stop")
    public Response stop(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        OrderRequest request = OrderRequest.read(JsonRequestBody.readOptional(body, headers));
        Job job = noted(id, request, security);
        return asked(job, unlessState(() -> jobs.stop(job.id(), by(security))), security);
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
        Job job = noted(id, request, security);
        return done(job, unlessState(() -> jobs.restart(job.id(), request.parameters(), by(security))), security);
    }

    @Needs(Permission.STEER)
    @POST
    @Path("{id}/run-now")
    public Response runNow(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        OrderRequest request = OrderRequest.read(JsonRequestBody.readOptional(body, headers));
        Job job = noted(id, request, security);
        return done(job, unlessState(() -> jobs.runNow(job.id(), by(security))), security);
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
        Job job = noted(id, request, security);
        resolved(jobs.reprioritise(List.of(job.id()), request.priority().orElseThrow(), by(security)));
        return done(job, jobs.find(job.id()), security);
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
        Job job = noted(id, request, security);
        Optional<Job> again = request.cascade()
                ? resolved(deadLetters.retry(List.of(job.id()), by(security), true))
                        .flatMap(jobs::find)
                : unlessState(() -> jobs.retry(job.id(), by(security)));
        return located(Response.Status.OK, found(job, again), security, uri);
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
        Job job = noted(id, request, security);
        List<Resolution> answers = request.parameters()
                .map(edited -> List.of(deadLetters.redrive(job.id(), edited, by(security), request.cascade())))
                .orElseGet(() -> deadLetters.redrive(List.of(job.id()), by(security), request.cascade()));
        return located(Response.Status.CREATED, found(job, resolved(answers).flatMap(jobs::find)), security, uri);
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
        Job job = noted(id, request, security);
        resolved(deadLetters.discard(
                List.of(job.id()), by(security), request.reason().orElse("")));
        return done(job, jobs.find(job.id()), security);
    }

    /** The job that something is to be done to, as it is before; what is asked for is noted for the record. */
    private Job noted(String id, OrderRequest request, SecurityContext security) {
        Job job = visible.found(security, id);
        note.before(job, request);
        return job;
    }

    /** The job as it is now, or the one that runs in its place. */
    private Job found(Job before, Optional<Job> now) {
        Job job = now.orElseThrow(() -> VisibleJobs.notFound(before.id().toString()));
        note.after(job);
        return job;
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
    private Response asked(Job before, Optional<Job> now, SecurityContext security) {
        Job job = found(before, now);
        return answer(job.control() == null ? Response.Status.OK : Response.Status.ACCEPTED, job, security)
                .build();
    }

    private Response done(Job before, Optional<Job> now, SecurityContext security) {
        return answer(Response.Status.OK, found(before, now), security).build();
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

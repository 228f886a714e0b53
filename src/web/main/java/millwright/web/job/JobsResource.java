package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import millwright.access.Permission;
import millwright.job.Job;
import millwright.job.Visibility;
import millwright.web.json.JsonDocument;
import millwright.web.request.JsonRequestBody;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** One job of {@code /jobs}, submitted and looked at; {@link OwnApplication} says why the path is a template. */
@Path("{jobs: jobs}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class JobsResource {

    @Inject
    JobSubmits submits;

    @Inject
    JobDocuments documents;

    @Inject
    VisibleJobs visible;

    @Inject
    JobWaits waits;

    @Inject
    JobWatch watch;

    @Inject
    SubmitAnswers answers;

    @Needs(Permission.SUBMIT)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void submit(
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context UriInfo uri,
            @Suspended AsyncResponse suspended) {
        String text = JsonRequestBody.read(body, headers);
        SubmitRequest request = SubmitRequest.read(text, submits.reader(security));
        Accepted accepted = submits.accept(request.job(), submits.key(headers, "POST /jobs", security, text), security);
        answers.give(accepted, request, headers, security, uri, suspended);
    }

    /** The job; with a preference to wait, once it is over or, given its entity tag, once it has changed. */
    @Needs(Permission.READ)
    @GET
    @Path("{id}")
    public void job(
            @PathParam("id") String id,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Suspended AsyncResponse suspended) {
        Job job = visible.found(security, id);
        Visibility sight = CallerContext.visibility(security);
        List<String> known = headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
        Preferences preferences = Preferences.read(headers.getRequestHeader(Preferences.HEADER));
        JobView view = JobView.of(job, documents, sight);
        boolean same = known != null && EntityTag.isIn(known, view.tag());
        if (preferences.seconds().isEmpty() || job.state().isFinal() || (known != null && !same)) {
            suspended.resume(same ? view.unchanged(null) : view.whole(null));
            return;
        }
        Duration atMost = Duration.ofSeconds(preferences.seconds().get());
        String applied = "wait=" + atMost.toSeconds();
        Supplier<Response> answer = () -> {
            JobView now = JobView.of(visible.found(sight, id), documents, sight);
            return same && now.tag().equals(view.tag()) ? now.unchanged(applied) : now.whole(applied);
        };
        boolean waiting = same
                ? watch.untilChanged(job.id(), view.watched(), atMost, suspended, answer)
                : waits.untilOver(job.id(), atMost, suspended, answer);
        if (!waiting) {
            suspended.resume(same ? view.unchanged(null) : view.whole(null));
        }
    }

    @Needs(Permission.READ)
    @GET
    @Path("{id}/status")
    public byte[] status(@PathParam("id") String id, @Context SecurityContext security) {
        return JsonDocument.bytes(documents.status(visible.found(security, id)));
    }

    @Needs(Permission.READ)
    @GET
    @Path("{id}/result")
    public byte[] result(@PathParam("id") String id, @Context SecurityContext security) {
        return JsonDocument.bytes(JobResult.of(visible.found(security, id)));
    }
}

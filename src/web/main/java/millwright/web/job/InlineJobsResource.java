package millwright.web.job;

import static millwright.web.json.JsonDocument.text;

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
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.UUID;
import millwright.access.Permission;
import millwright.batch.InlineJobXml;
import millwright.web.audit.AuditNote;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.request.JsonRequestBody;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** Jobs whose job XML comes with the request; {@link OwnApplication} says why the path is a template. */
@Path("{jobs: jobs}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class InlineJobsResource {

    @Inject
    InlineJobXml inline;

    @Inject
    JobSubmits submits;

    @Inject
    SubmitAnswers answers;

    @Inject
    VisibleJobs visible;

    @Inject
    AuditNote note;

    @Needs(Permission.SUBMIT_XML)
    @POST
    @Path("inline")
    @Consumes(MediaType.APPLICATION_JSON)
    public void submit(
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context UriInfo uri,
            @Suspended AsyncResponse suspended) {
        String text = JsonRequestBody.read(body, headers, InlineRequest.LARGEST_BODY);
        InlineRequest request = InlineRequest.read(
                text, submits.reader(security), CallerContext.callerOf(security).name());
        submits.checkReached(security, request.terms());
        SubmitRequest submit = request.kept(inline);
        Accepted accepted =
                submits.accept(submit.job(), submits.key(headers, "POST /jobs/inline", security, text), security);
        note.target("/jobs/" + accepted.id());
        note.changed(
                null,
                JsonDocument.provider()
                        .createObjectBuilder()
                        .add("job", text(accepted.id()))
                        .add("job_xml", submit.job().parameters().getString(InlineJobXml.PARAMETER))
                        .build());
        answers.give(accepted, submit, headers, security, uri, suspended);
    }

    /** The text that the job runs. */
    @Needs(Permission.OPERATE)
    @GET
    @Path("{id}/job-xml")
    public byte[] jobXml(@PathParam("id") String id, @Context SecurityContext security) {
        UUID job = visible.found(security, id).id();
        String document = inline.document(job)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NO_JOB_XML, "the job came with no job XML, or has not begun to run it"));
        return JsonDocument.bytes(JsonDocument.provider()
                .createObjectBuilder()
                .add("job_xml", document)
                .build());
    }
}

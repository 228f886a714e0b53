package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Optional;
import millwright.access.Permission;
import millwright.job.IdempotencyKey;
import millwright.web.audit.AuditNote;
import millwright.web.json.JsonDocument;
import millwright.web.request.JsonRequestBody;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** Many jobs in one request, each with its own answer. */
@Path("{jobs: jobs}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class ManyJobsResource {

    /** Ten thousand jobs of some parameters each. */
    private static final int LARGEST_BULK = 16 << 20;

    @Inject
    JobSubmits submits;

    @Inject
    BulkSubmits bulks;

    @Inject
    JobActions actions;

    @Inject
    AuditNote note;

    @Needs(Permission.SUBMIT)
    @POST
    @Path("bulk")
    public Response submit(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        String text = JsonRequestBody.read(body, headers, LARGEST_BULK);
        Optional<IdempotencyKey> key = submits.key(headers, "POST /jobs/bulk", security, text);
        BulkRequest request = BulkRequest.read(text, submits.reader(security), job -> submits.beyond(security, job));
        BulkSubmits.Result result = bulks.submit(request, key, CallerContext.visibility(security));
        var response = Response.ok(JsonDocument.bytes(ManyJson.submitted(result.items())));
        if (result.replayed()) {
            response.header(RequestKey.REPLAYED, "true");
        }
        return response.build();
    }

    @Needs(Permission.OPERATE)
    @POST
    @Path("actions")
    public byte[] act(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        ActionRequest request = ActionRequest.read(JsonRequestBody.read(body, headers));
        request.reason().ifPresent(note::reason);
        note.filter(ManyJson.asked(request));
        JsonObject acted = ManyJson.acted(actions.act(
                request,
                CallerContext.visibility(security),
                CallerContext.callerOf(security).name()));
        note.affected(acted.getInt("done"));
        note.changed(null, ManyJson.counts(acted));
        return JsonDocument.bytes(acted);
    }
}

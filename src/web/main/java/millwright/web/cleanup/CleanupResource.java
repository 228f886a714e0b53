package millwright.web.cleanup;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.integer;

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
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Instant;
import millwright.access.Permission;
import millwright.retention.Cleanup;
import millwright.retention.CleanupReport;
import millwright.retention.CleanupRequest;
import millwright.web.audit.AuditNote;
import millwright.web.json.JsonDocument;
import millwright.web.request.JsonRequestBody;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;
import millwright.web.security.Reach;
import millwright.web.statistics.PerformanceJson;

/** {@code /cleanup}; {@link OwnApplication} says why the path is a template. */
@Path("{cleanup: cleanup}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class CleanupResource {

    @Inject
    Cleanup cleanup;

    @Inject
    AuditNote note;

    @Needs(Permission.ADMINISTER)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public byte[] run(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        CleanupBody asked = CleanupBody.read(JsonRequestBody.read(body, headers), Reach.of(security), Instant.now());
        asked.reason().ifPresent(note::reason);
        note.filter(asked.filter());
        CleanupReport report = cleanup.run(asked.request());
        JsonObject outcome = outcome(asked.request(), report);
        note.affected(asked.request().dryRun() ? 0 : report.total());
        note.changed(null, outcome);
        return JsonDocument.bytes(outcome);
    }

    private static JsonObject outcome(CleanupRequest request, CleanupReport report) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("before", instant(request.before()))
                .add("dry_run", request.dryRun())
                .add("jobs", integer(report.total()))
                .add("by_state", PerformanceJson.counts(report.jobs()))
                .add("complete", report.isComplete())
                .build();
    }
}

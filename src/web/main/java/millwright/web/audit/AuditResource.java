package millwright.web.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import millwright.access.Permission;
import millwright.access.Scope;
import millwright.audit.Audit;
import millwright.audit.AuditRecord;
import millwright.web.audit.AuditRequest.Format;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** {@code /audit}: who did what; {@link OwnApplication} says why the path is a template. */
@Path("{audit: audit}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class AuditResource {

    @Inject
    Audit audit;

    /** The newest first. */
    @Needs(Permission.ADMINISTER)
    @GET
    public byte[] list(@Context UriInfo uri, @Context SecurityContext security) {
        checkNotNarrowed(security);
        AuditRequest request = AuditRequest.page(uri.getQueryParameters());
        List<AuditRecord> page = audit.list(request.query(), request.before(), request.limit());
        return JsonDocument.bytes(AuditJson.page(page, last(page, request)));
    }

    // a full page may be the last one: looking one entry ahead spares the caller an empty page
    private Optional<AuditRecord> last(List<AuditRecord> page, AuditRequest request) {
        return Optional.of(page)
                .filter(full -> full.size() == request.limit())
                .map(full -> full.get(full.size() - 1))
                .filter(last -> !audit.list(request.query(), OptionalLong.of(last.id()), 1)
                        .isEmpty());
    }

    /** All of it, as a file. */
    @Needs(Permission.ADMINISTER)
    @GET
    @Path("export")
    @Produces({"application/jsonl", "text/csv", MediaType.APPLICATION_JSON})
    public Response export(@Context UriInfo uri, @Context SecurityContext security) {
        checkNotNarrowed(security);
        AuditRequest request = AuditRequest.export(uri.getQueryParameters());
        AuditExport export = new AuditExport(audit);
        boolean csv = request.format() == Format.CSV;
        StreamingOutput content = out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            if (csv) {
                export.csv(request.query(), writer);
            } else {
                export.jsonLines(request.query(), writer);
            }
        };
        return Response.ok(content, csv ? "text/csv;charset=utf-8" : "application/jsonl")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"audit." + (csv ? "csv" : "jsonl") + "\"")
                .build();
    }

    // an entry does not say of which queue or definition it is
    private static void checkNotNarrowed(SecurityContext security) {
        if (!CallerContext.callerOf(security).scope().equals(Scope.ALL)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "the audit is of all queues and definitions, and you are narrowed to some");
        }
    }
}

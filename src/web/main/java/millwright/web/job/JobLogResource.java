package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.access.Permission;
import millwright.log.JobLog;
import millwright.log.LogEntry;
import millwright.web.json.JsonDocument;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** {@code /jobs/{id}/log}: page by page as JSON, whole as text, or followed as server-sent events. */
@Path("{jobs: jobs}")
@ApplicationScoped
@OwnApplication
public class JobLogResource {

    private static final int PAGE = 1_000;

    @Inject
    JobLog log;

    @Inject
    VisibleJobs visible;

    @Inject
    LogFollowers followers;

    @Needs(Permission.READ)
    @GET
    @Path("{id}/log")
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] page(@PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
        LogRequest request = LogRequest.read(uri.getQueryParameters());
        UUID job = visible.found(security, id).id();
        if (request.tail().isPresent()) {
            return JsonDocument.bytes(LogJson.page(log.tail(job, request.tail().get(), request.level()), false));
        }
        List<LogEntry> lines = log.lines(job, request.after(), request.limit(), request.level());
        return JsonDocument.bytes(LogJson.page(lines, lines.size() == request.limit()));
    }

    @Needs(Permission.READ)
    @GET
    @Path("{id}/log")
    @Produces("text/plain;charset=utf-8;qs=0.5")
    public StreamingOutput whole(@PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
        LogRequest request = LogRequest.read(uri.getQueryParameters());
        UUID job = visible.found(security, id).id();
        return out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            if (request.tail().isPresent()) {
                write(log.tail(job, request.tail().get(), request.level()), writer);
            } else {
                writeFrom(job, request, writer);
            }
            writer.flush();
        };
    }

    private void writeFrom(UUID job, LogRequest request, Writer writer) throws IOException {
        long after = request.after();
        List<LogEntry> lines;
        do {
            lines = log.lines(job, after, PAGE, request.level());
            write(lines, writer);
            after = lines.isEmpty() ? after : lines.get(lines.size() - 1).seq();
        } while (lines.size() == PAGE);
    }

    private static void write(List<LogEntry> lines, Writer writer) throws IOException {
        for (LogEntry line : lines) {
            writer.write(LogJson.plain(line));
        }
    }

    /** Each line as it is written, its seq being the event's id; ends when the job has. */
    @Needs(Permission.READ)
    @GET
    @Path("{id}/log")
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.3")
    public void follow(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId,
            @Context UriInfo uri,
            @Context SecurityContext security,
            @Context SseEventSink sink,
            @Context Sse sse) {
        LogRequest request = LogRequest.read(uri.getQueryParameters());
        UUID job = visible.found(security, id).id();
        // what a client has seen before it came again counts before what it first asked for
        long after = Optional.ofNullable(lastEventId).flatMap(LogRequest::seq).orElse(request.after());
        followers.follow(new LogFollower(job, after, request, sink, sse));
    }
}

package millwright.web.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import millwright.access.Permission;
import millwright.access.Scope;
import millwright.job.Statistics;
import millwright.job.StatisticsQuery;
import millwright.queue.QueueLimits;
import millwright.queue.QueueSettings;
import millwright.queue.Queues;
import millwright.web.audit.AuditNote;
import millwright.web.json.JsonDocument;
import millwright.web.request.JsonRequestBody;
import millwright.web.request.QueryParameters;
import millwright.web.request.TimeRange;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;
import millwright.web.security.Reach;

/** {@code /queues} and each of them; {@link OwnApplication} says why the path is a template. */
@Path("{queues: queues}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class QueuesResource {

    @Inject
    Queues queues;

    @Inject
    VisibleQueues visible;

    @Inject
    Statistics statistics;

    @Inject
    AuditNote note;

    @Needs(Permission.WATCH)
    @GET
    public byte[] list(@Context SecurityContext security) {
        return JsonDocument.bytes(QueueJson.list(visible.list(security)));
    }

    @Needs(Permission.WATCH)
    @GET
    @Path("{queue}")
    public byte[] queue(@PathParam("queue") String name, @Context SecurityContext security) {
        return JsonDocument.bytes(QueueJson.one(visible.found(security, name)));
    }

    @Needs(Permission.WATCH)
    @GET
    @Path("{queue}/statistics")
    public byte[] statistics(@PathParam("queue") String name, @Context UriInfo uri, @Context SecurityContext security) {
        QueryParameters parameters =
                new QueryParameters(uri.getQueryParameters(), Set.of(TimeRange.FROM, TimeRange.TO));
        TimeRange range = TimeRange.read(parameters, Instant.now());
        parameters.finish();
        QueueSettings queue = visible.found(security, name);
        Scope scope = Reach.of(security);
        StatisticsQuery query = StatisticsQuery.between(range.from(), range.to())
                .within(scope.queues(), scope.definitions())
                .ofQueue(name);
        return JsonDocument.bytes(
                QueueJson.statistics(queue, range, statistics.of(query), statistics.byDefinition(query)));
    }

    @Needs(Permission.OPERATE)
    @POST
    @Path("{queue}/pause")
    @Consumes(MediaType.APPLICATION_JSON)
    public byte[] pause(
            @PathParam("queue") String name,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        String reason = QueueRequests.reason(JsonRequestBody.read(body, headers));
        Reach.wholeQueue(security, name);
        note.reason(reason);
        Optional<QueueSettings> before = visible.find(security, name);
        queues.pause(name, reason, CallerContext.callerOf(security).name());
        return changed(before, name, security);
    }

    @Needs(Permission.OPERATE)
    @POST
    @Path("{queue}/resume")
    public byte[] resume(@PathParam("queue") String name, @Context SecurityContext security) {
        Reach.wholeQueue(security, name);
        // refused where nobody knows it: nothing would come of it
        QueueSettings before = visible.found(security, name);
        queues.resume(name, CallerContext.callerOf(security).name());
        return changed(Optional.of(before), name, security);
    }

    @Needs(Permission.OPERATE)
    @PUT
    @Path("{queue}/limits")
    @Consumes(MediaType.APPLICATION_JSON)
    public byte[] limits(
            @PathParam("queue") String name,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        QueueLimits limits = QueueRequests.limits(JsonRequestBody.read(body, headers));
        Reach.wholeQueue(security, name);
        Optional<QueueSettings> before = visible.find(security, name);
        queues.limits(name, limits);
        return changed(before, name, security);
    }

    private byte[] changed(Optional<QueueSettings> before, String name, SecurityContext security) {
        QueueSettings after = visible.found(security, name);
        note.changed(
                before.map(queue -> QueueJson.settings(queue).build()).orElse(null),
                QueueJson.settings(after).build());
        return JsonDocument.bytes(QueueJson.one(after));
    }
}

package millwright.web.statistics;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.integer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import millwright.access.Permission;
import millwright.access.Scope;
import millwright.job.Statistics;
import millwright.job.StatisticsQuery;
import millwright.web.json.JsonDocument;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;
import millwright.web.security.Reach;

/** {@code /statistics}; {@link OwnApplication} says why the path is a template. */
@Path("{statistics: statistics}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class StatisticsResource {

    @Inject
    Statistics statistics;

    @Needs(Permission.WATCH)
    @GET
    public byte[] statistics(@Context UriInfo uri, @Context SecurityContext security) {
        StatisticsRequest request = StatisticsRequest.read(uri.getQueryParameters(), Instant.now());
        Scope scope = Reach.of(security);
        StatisticsQuery query = request.within(scope);
        return JsonDocument.bytes(JsonDocument.provider()
                .createObjectBuilder()
                .add("from", instant(request.range().from()))
                .add("to", instant(request.range().to()))
                .add("counts", counts(request, scope))
                .add("total", PerformanceJson.one(statistics.of(query)))
                .add("by_definition", PerformanceJson.named(statistics.byDefinition(query)))
                .add("by_queue", PerformanceJson.named(statistics.byQueue(query)))
                .build());
    }

    private JsonArray counts(StatisticsRequest request, Scope scope) {
        var counts = JsonDocument.provider().createArrayBuilder();
        statistics.counts().stream()
                .filter(count -> scope.covers(count.queue(), count.definition()))
                .filter(count -> request.concerns(count.queue(), count.definition()))
                .forEach(count -> counts.add(JsonDocument.provider()
                        .createObjectBuilder()
                        .add("queue", count.queue())
                        .add("definition", count.definition())
                        .add("state", count.state().name())
                        .add("jobs", integer(count.jobs()))));
        return counts.build();
    }

    @Needs(Permission.OPERATE)
    @POST
    @Path("recount")
    public void recount(@Context SecurityContext security) {
        Reach.everything(security);
        statistics.recount();
    }
}

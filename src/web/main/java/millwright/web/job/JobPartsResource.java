package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import millwright.access.Permission;
import millwright.batch.BatchJobs;
import millwright.batch.SkippedItem;
import millwright.batch.SkippedItemsExport;
import millwright.job.Job;
import millwright.job.JobEvent;
import millwright.job.Jobs;
import millwright.job.Visibility;
import millwright.web.json.JsonDocument;
import millwright.web.request.QueryParameters;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** What belongs to one job, but for its log: {@link JobLogResource}. */
@Path("{jobs: jobs}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class JobPartsResource {

    private static final int MOST_SKIPPED = 10_000;
    private static final int USUAL_SKIPPED = 1_000;
    private static final String JSON_LINES = "application/x-ndjson";
    private static final String CSV = "text/csv";

    @Inject
    Jobs jobs;

    @Inject
    BatchJobs batchJobs;

    @Inject
    VisibleJobs visible;

    @Inject
    JobDocuments documents;

    @Needs(Permission.READ)
    @GET
    @Path("{id}/attempts")
    public byte[] attempts(@PathParam("id") String id, @Context SecurityContext security) {
        return JsonDocument.bytes(
                Lists.of(JobJson.attempts(visible.found(security, id).attempts())));
    }

    @Needs(Permission.READ)
    @GET
    @Path("{id}/steps")
    public byte[] steps(@PathParam("id") String id, @Context SecurityContext security) {
        Job job = visible.found(security, id);
        return JsonDocument.bytes(Lists.of(StepJson.detailed(
                documents.progress(job).steps(), step -> batchJobs.partitions(job.id(), step.name()))));
    }

    @Needs(Permission.READ)
    @GET
    @Path("{id}/events")
    public byte[] events(@PathParam("id") String id, @Context SecurityContext security) {
        Visibility sight = CallerContext.visibility(security);
        List<JobEvent> events = jobs.events(visible.found(security, id).id());
        Set<UUID> seen = documents.seen(EventJson.named(events), sight);
        return JsonDocument.bytes(Lists.of(EventJson.list(events, seen)));
    }

    @Needs(Permission.READ)
    @GET
    @Path("{id}/lineage")
    public byte[] lineage(@PathParam("id") String id, @Context SecurityContext security) {
        UUID job = visible.found(security, id).id();
        return JsonDocument.bytes(LineageJson.graph(jobs.lineage(job, CallerContext.visibility(security))));
    }

    @Needs(Permission.READ)
    @GET
    @Path("{id}/skipped-items")
    public byte[] skippedItems(@PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
        QueryParameters query = new QueryParameters(uri.getQueryParameters(), Set.of("limit", "page_token"));
        int limit = query.integer("limit", 1, MOST_SKIPPED, USUAL_SKIPPED);
        var last = query.one("page_token", SkippedToken::read, "a next_page_token of this API");
        query.finish();
        UUID job = visible.found(security, id).id();
        // one more than asked for says whether there is another page
        List<SkippedItem> found = last.isPresent()
                ? batchJobs.skippedItemsAfter(job, last.get(), limit + 1)
                : batchJobs.skippedItems(job, limit + 1);
        boolean more = found.size() > limit;
        List<SkippedItem> page = more ? found.subList(0, limit) : found;
        return JsonDocument.bytes(StepJson.skipped(page, more ? SkippedToken.after(page.get(limit - 1)) : null));
    }

    /** All of them, an object a line. */
    @Needs(Permission.READ)
    @GET
    @Path("{id}/skipped-items")
    @Produces(JSON_LINES + ";qs=0.5")
    public StreamingOutput skippedItemsAsLines(@PathParam("id") String id, @Context SecurityContext security) {
        UUID job = visible.found(security, id).id();
        return written(to -> new SkippedItemsExport(batchJobs).jsonLines(job, to));
    }

    /** All of them, with a header (RFC 4180). */
    @Needs(Permission.READ)
    @GET
    @Path("{id}/skipped-items")
    @Produces(CSV + ";charset=utf-8;qs=0.4")
    public StreamingOutput skippedItemsAsCsv(@PathParam("id") String id, @Context SecurityContext security) {
        UUID job = visible.found(security, id).id();
        return written(to -> new SkippedItemsExport(batchJobs).csv(job, to));
    }

    private interface Writing {
        void to(Writer writer) throws java.io.IOException;
    }

    private static StreamingOutput written(Writing writing) {
        return out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writing.to(writer);
            writer.flush();
        };
    }
}

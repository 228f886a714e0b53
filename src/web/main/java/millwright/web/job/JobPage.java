package millwright.web.job;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import millwright.batch.BatchJobs;
import millwright.batch.BatchProgress;
import millwright.job.Job;
import millwright.job.JobQuery;
import millwright.job.JobState;
import millwright.job.Jobs;
import millwright.web.json.JsonDocument;

/**
 * A page of jobs and whether there is another.
 *
 * @param running how far those of them that run have come
 */
record JobPage(List<Job> jobs, Map<UUID, BatchProgress> running, Optional<UUID> last) {

    static JobPage read(Jobs jobs, BatchJobs batchJobs, JobQuery query) {
        List<Job> page = jobs.list(query);
        Map<UUID, BatchProgress> running = running(batchJobs, page);
        if (page.size() < query.limit()) {
            return new JobPage(page, running, Optional.empty());
        }
        // a full page may be the last one: looking one job ahead spares the caller an empty page
        UUID last = page.get(page.size() - 1).id();
        boolean more = !jobs.list(new JobQuery(query.states(), query.definition(), Optional.of(last), 1))
                .isEmpty();
        return new JobPage(page, running, more ? Optional.of(last) : Optional.empty());
    }

    // one statement for all of them, and none when nothing runs (W2)
    private static Map<UUID, BatchProgress> running(BatchJobs batchJobs, List<Job> page) {
        List<UUID> ids = page.stream()
                .filter(job -> job.state() == JobState.RUNNING)
                .map(Job::id)
                .toList();
        return ids.isEmpty() ? Map.of() : batchJobs.progress(ids);
    }

    JsonObject document() {
        var items = JsonDocument.provider().createArrayBuilder();
        jobs.forEach(job -> items.add(JobJson.item(job, running.get(job.id()))));
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .add(
                        "next_page_token",
                        JsonDocument.text(last.map(PageToken::after).orElse(null)))
                .build();
    }
}

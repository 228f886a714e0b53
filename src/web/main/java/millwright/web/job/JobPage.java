package millwright.web.job;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.job.Job;
import millwright.job.JobQuery;
import millwright.job.Jobs;
import millwright.web.json.JsonDocument;

/** A page of jobs and whether there is another. */
record JobPage(List<Job> jobs, Optional<UUID> last) {

    static JobPage read(Jobs jobs, JobQuery query) {
        List<Job> page = jobs.list(query);
        if (page.size() < query.limit()) {
            return new JobPage(page, Optional.empty());
        }
        // a full page may be the last one: looking one job ahead spares the caller an empty page
        UUID last = page.get(page.size() - 1).id();
        boolean more = !jobs.list(new JobQuery(query.states(), query.definition(), Optional.of(last), 1))
                .isEmpty();
        return new JobPage(page, more ? Optional.of(last) : Optional.empty());
    }

    JsonObject document() {
        var items = JsonDocument.provider().createArrayBuilder();
        jobs.forEach(job -> items.add(JobJson.item(job)));
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .add(
                        "next_page_token",
                        JsonDocument.text(last.map(PageToken::after).orElse(null)))
                .build();
    }
}

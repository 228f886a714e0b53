package millwright.web.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import millwright.batch.BatchJobs;
import millwright.batch.BatchProgress;
import millwright.job.Job;
import millwright.job.JobState;
import millwright.search.SearchPage;
import millwright.web.json.JsonDocument;

/** Writes a page of found jobs. */
public final class JobPage {

    private JobPage() {}

    /** @param count how many there are on all pages, where that was asked for */
    public static JsonObject document(SearchPage page, BatchJobs batchJobs, SearchToken token, OptionalLong count) {
        Map<UUID, BatchProgress> running = running(batchJobs, page.jobs());
        var items = JsonDocument.provider().createArrayBuilder();
        page.jobs().forEach(job -> items.add(JobJson.item(job, running.get(job.id()))));
        JsonObjectBuilder document = JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .add(
                        "next_page_token",
                        JsonDocument.text(page.next().map(token::write).orElse(null)))
                .add("searched_from", JsonDocument.instant(page.since().orElse(null)))
                .add("scanned_until", JsonDocument.instant(page.scannedUntil().orElse(null)));
        count.ifPresent(jobs -> document.add("count", JsonDocument.integer(jobs)));
        return document.build();
    }

    // one statement for all of them, and none when nothing runs (W2)
    private static Map<UUID, BatchProgress> running(BatchJobs batchJobs, List<Job> page) {
        List<UUID> ids = page.stream()
                .filter(job -> job.state() == JobState.RUNNING)
                .map(Job::id)
                .toList();
        return ids.isEmpty() ? Map.of() : batchJobs.progress(ids);
    }
}

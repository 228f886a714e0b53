package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.Jobs;
import millwright.method.BackgroundJob;
import millwright.method.MethodJobs;

/**
 * A batch of jobs: submitted in one statement, run wherever there is room, awaited together.
 * Up to 10,000 in a call, all of them or none.
 */
@ApplicationScoped
public class BatchOfJobs {

    @Inject
    private Jobs jobs;

    @Inject
    private MethodJobs methods;

    @BackgroundJob(name = "resize-picture")
    public String resize(String picture, int width) {
        return picture + "@" + width;
    }

    /** The names of the small pictures, in the order of the large ones. */
    public List<String> resizeAll(List<String> pictures, Duration atMost) throws InterruptedException {
        List<JobRequest> requests = pictures.stream()
                .map(picture -> methods.request(BatchOfJobs::resize, picture, 320))
                .toList();
        List<UUID> ids = jobs.submitAll(requests);
        if (!jobs.awaitAll(ids, atMost)) {
            throw new IllegalStateException("not all of " + ids.size() + " pictures are done within " + atMost);
        }
        return ids.stream()
                .map(id -> jobs.find(id).orElseThrow())
                .filter(job -> job.state() == JobState.COMPLETED)
                .map(job -> ((JsonString) job.result()).getString())
                .toList();
    }
}

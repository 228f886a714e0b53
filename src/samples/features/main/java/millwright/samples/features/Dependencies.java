package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import millwright.job.Dependency;
import millwright.job.JobContext;
import millwright.job.JobRequest;
import millwright.job.Jobs;
import millwright.method.BackgroundJob;
import millwright.method.MethodJobs;

/**
 * Dependencies: a total that is BLOCKED until each region has been counted, and reads what these jobs returned.
 * When a region fails the total is CANCELLED; the closing job runs whatever has become of the total.
 */
@ApplicationScoped
public class Dependencies {

    @Inject
    private Jobs jobs;

    @Inject
    private MethodJobs methods;

    @BackgroundJob(name = "count-region")
    public int count(String region) {
        if (region.isBlank()) {
            throw new IllegalArgumentException("a region without a name");
        }
        return region.length();
    }

    @BackgroundJob(name = "total-of-regions")
    public int total(JobContext job) {
        return job.dependencyResults().values().stream()
                .mapToInt(result -> ((JsonNumber) result).intValue())
                .sum();
    }

    @BackgroundJob(name = "close-month")
    public String close() {
        return "closed";
    }

    /** All of it in one statement, or nothing; the ids of the regions' jobs, then the total's, then the closing one's. */
    public List<UUID> month(List<String> regions) {
        List<JobRequest> bulk = new ArrayList<>();
        JobRequest total = methods.request(Dependencies::total, null);
        for (String region : regions) {
            String name = "region " + bulk.size();
            bulk.add(methods.request(Dependencies::count, region).withName(name));
            total = total.dependingOnNamed(name);
        }
        bulk.add(total.withName("total"));
        bulk.add(methods.request(Dependencies::close).dependingOnNamed("total", Dependency.OnFailure.RUN));
        return jobs.submitAll(bulk);
    }

    /** On a job that was submitted before. */
    public UUID closeAfter(UUID earlier) {
        return jobs.submit(methods.request(Dependencies::close).dependingOn(Dependency.on(earlier)));
    }
}

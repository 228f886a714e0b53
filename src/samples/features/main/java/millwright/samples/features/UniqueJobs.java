package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import millwright.job.Jobs;
import millwright.job.Submission;
import millwright.job.UniqueKey;
import millwright.method.BackgroundJob;
import millwright.method.MethodJobs;

/**
 * Unique: of many who ask for the same, the first makes the job and the others get that one, also at the same moment.
 * The key is free again when the job has started, when it is over, or after a period.
 */
@ApplicationScoped
public class UniqueJobs {

    @Inject
    private Jobs jobs;

    @Inject
    private MethodJobs methods;

    @BackgroundJob(name = "build-index", queue = "indexes")
    public String build(String shop) {
        return "index of " + shop;
    }

    /** {@code created} says whether this call made the job. */
    public Submission once(String shop) {
        return jobs.accept(methods.request(UniqueJobs::build, shop).withUnique(UniqueKey.untilFinished(shop)));
    }

    public UUID oncePerDay(String shop) {
        return jobs.submit(
                methods.request(UniqueJobs::build, shop).withUnique(UniqueKey.forPeriod(shop, Duration.ofDays(1))));
    }
}

package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import millwright.external.ExternalJobs;
import millwright.external.Heartbeat;
import millwright.external.Work;
import millwright.external.WorkRequest;
import millwright.job.JobRequest;
import millwright.job.Jobs;
import millwright.job.Progress;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;

/**
 * External worker: the work is done by a program outside, which claims it under a lease and beats while it is at it. If
 * it falls silent, another may claim the job; what the first says after that is refused.
 */
@ApplicationScoped
public class ExternalWorker {

    private static final String DEFINITION = "measure-part";
    private static final Duration LEASE = Duration.ofSeconds(30);

    @Inject
    private Jobs jobs;

    @Inject
    private ExternalJobs external;

    public UUID submit(String part) {
        external.define(
                DEFINITION, Json.createObjectBuilder().add("timeout", "PT1H").build());
        return jobs.submit(JobRequest.of(DEFINITION, "samples")
                .withParameters(Json.createObjectBuilder().add("part", part).build()));
    }

    /** What a worker does in its loop; whether there was anything. */
    public boolean workOnce(String worker) throws InterruptedException {
        List<Work> claimed = external.claim(WorkRequest.of(worker, DEFINITION).withLease(LEASE));
        for (Work work : claimed) {
            measure(work);
        }
        return !claimed.isEmpty();
    }

    private void measure(Work work) {
        String part = work.parameters().getString("part");
        if (part.isBlank()) {
            external.fail(
                    work.job(),
                    work.leaseToken(),
                    new JobError("NO_PART", ErrorCategory.PERMANENT, "no part is named"));
            return;
        }
        Heartbeat beat = external.progress(work.job(), work.leaseToken(), Progress.of(0.5, "half of " + part));
        if (!beat.cancelRequested()) {
            external.complete(work.job(), work.leaseToken(), Json.createValue(part.length()));
        }
    }
}

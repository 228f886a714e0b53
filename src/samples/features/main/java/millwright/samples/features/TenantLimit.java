package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import millwright.job.ConcurrencyKey;
import millwright.job.Jobs;
import millwright.method.BackgroundJob;
import millwright.method.MethodJobs;

/**
 * Concurrency key: of one tenant's jobs two run at once, over all nodes, and the others wait without being in the way.
 * One number for a whole definition is simpler: {@code @BackgroundJob(concurrency = 2)}.
 */
@ApplicationScoped
public class TenantLimit {

    private static final int AT_ONCE = 2;

    @Inject
    private Jobs jobs;

    @Inject
    private MethodJobs methods;

    @BackgroundJob(name = "export-tenant")
    public String export(String tenant) throws InterruptedException {
        return OutsideService.answer("exported " + tenant, 50);
    }

    public UUID submit(String tenant) {
        return jobs.submit(methods.request(TenantLimit::export, tenant)
                .withConcurrency(new ConcurrencyKey("tenant:" + tenant, AT_ONCE)));
    }
}

package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import millwright.job.Jobs;
import millwright.job.Priority;
import millwright.method.BackgroundJob;
import millwright.method.MethodJobs;

/**
 * Priority: an urgent job starts before all that wait with a lower one, however long they have.
 * The definition says LOW, one request says CRITICAL; within a priority the first in is the first out.
 */
@ApplicationScoped
public class Priorities {

    @Inject
    private Jobs jobs;

    @Inject
    private MethodJobs methods;

    @BackgroundJob(name = "print-label", queue = "labels", priority = Priority.LOW)
    public String print(String address) {
        return "To: " + address;
    }

    public UUID whenThereIsTime(String address) {
        return methods.submit(Priorities::print, address);
    }

    public UUID beforeAllOthers(String address) {
        return jobs.submit(methods.request(Priorities::print, address).withPriority(Priority.CRITICAL));
    }
}

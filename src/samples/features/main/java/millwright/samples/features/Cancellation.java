package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import millwright.job.JobContext;
import millwright.job.Jobs;
import millwright.method.BackgroundJob;
import millwright.method.MethodJobs;

/**
 * Cancel: long work that asks now and then whether it is to end, and ends by an exception: CANCELLED, not FAILED.
 * Work that waits for something need not ask: its thread is interrupted.
 */
@ApplicationScoped
public class Cancellation {

    @Inject
    private Jobs jobs;

    @Inject
    private MethodJobs methods;

    @BackgroundJob(name = "find-largest-prime")
    public long find(long below, JobContext job) {
        long largest = 2;
        for (long candidate = 3; candidate < below; candidate += 2) {
            if (job.isCancelled()) {
                // the place to tidy up; a method that returned here would be COMPLETED
                throw new CancellationException("at " + candidate);
            }
            if (isPrime(candidate)) {
                largest = candidate;
            }
        }
        return largest;
    }

    public UUID begin(long below) {
        return methods.submit(Cancellation::find, below, null);
    }

    /** On whichever node it runs; a job that waits is CANCELLED at once. */
    public void stop(UUID job) {
        jobs.cancel(job, "operator");
    }

    private static boolean isPrime(long number) {
        for (long divisor = 3; divisor * divisor <= number; divisor += 2) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return true;
    }
}

package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import millwright.job.Jobs;
import millwright.method.BackgroundJob;
import millwright.method.MethodJobs;

/**
 * Delay and expiry: a job that starts no earlier than asked, and one that is worth nothing once its time is over.
 * Until then the first is SCHEDULED; the second becomes EXPIRED when nobody has started it.
 */
@ApplicationScoped
public class Delays {

    @Inject
    private Jobs jobs;

    @Inject
    private MethodJobs methods;

    @BackgroundJob(name = "remind", queue = "reminders")
    public String remind(String whom) {
        return "Good morning, " + whom;
    }

    public UUID after(Duration delay, String whom) {
        return jobs.submit(methods.request(Delays::remind, whom).withDelay(delay));
    }

    /** There is also {@code withRunAt}, for a moment in place of a delay. */
    public UUID orNeverAfter(Instant time, String whom) {
        return jobs.submit(methods.request(Delays::remind, whom).withExpiresAt(time));
    }

    /** A length of time in place of a moment, counted once the job may run: after a delay, or after other jobs. */
    public UUID orNeverWithin(Duration delay, Duration limit, String whom) {
        return jobs.submit(
                methods.request(Delays::remind, whom).withDelay(delay).withStartTimeout(limit));
    }
}

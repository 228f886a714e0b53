package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import millwright.hook.AttemptEnded;
import millwright.hook.AttemptInterceptor;
import millwright.job.AttemptEnd;
import millwright.job.JobContext;
import millwright.method.BackgroundJob;

/**
 * Hooks: what a team wants done around every attempt of this node, batch jobs included, in one place.
 * An interceptor may refuse an attempt by an exception; an observer is only told.
 */
@ApplicationScoped
public class Hooks implements AttemptInterceptor {

    private final Map<UUID, String> ended = new ConcurrentHashMap<>();

    @BackgroundJob(name = "audited")
    public void work(boolean succeed) {
        if (!succeed) {
            throw new IllegalStateException("as asked");
        }
    }

    @Override
    public void before(JobContext job) {
        // the place for a tenant's or a tracer's context, which the job's code finds on this thread
        job.log(System.Logger.Level.INFO, "begun by " + Thread.currentThread().getName());
    }

    @Override
    public void error(JobContext job, AttemptEnd end) {
        job.log(System.Logger.Level.ERROR, end.error().code());
    }

    void ended(@Observes AttemptEnded event) {
        if (event.definition().equals("audited")) {
            ended.put(event.context().jobId(), event.outcome().name());
        }
    }

    /** How the last attempt of this job on this node has ended, if it was seen. */
    public Optional<String> outcome(UUID job) {
        return Optional.ofNullable(ended.get(job));
    }
}

package millwright.web.job;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import millwright.job.Job;
import millwright.job.Jobs;
import millwright.job.TooManyWaitersException;

/**
 * Answers requests that wait, without a thread for each: what is done when a wait is over is done on a few threads, which
 * all of them share. Thread-safe.
 */
@ApplicationScoped
public class JobWaits {

    private static final int THREADS = 8;

    @Inject
    Jobs jobs;

    @Resource
    ManagedThreadFactory threads;

    private ScheduledThreadPoolExecutor executor;

    @PostConstruct
    void start() {
        executor = new ScheduledThreadPoolExecutor(THREADS, threads);
        executor.setRemoveOnCancelPolicy(true);
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }

    /**
     * Gives {@code answer} when the job is over or the time is, whichever comes first.
     *
     * @return whether there was room to wait; nothing will be answered else
     */
    public boolean untilOver(UUID job, Duration atMost, AsyncResponse suspended, Supplier<Response> answer) {
        CompletionStage<Job> end;
        try {
            end = jobs.awaitAsync(job, atMost);
        } catch (TooManyWaitersException e) {
            return false;
        }
        // however the wait ended, the job is as it is: the answer reads it anew
        var unused = end.whenCompleteAsync((over, failure) -> answer(suspended, answer), executor);
        return true;
    }

    /** Answers at once, on one of these threads. */
    public void soon(AsyncResponse suspended, Supplier<Response> answer) {
        executor.execute(() -> answer(suspended, answer));
    }

    /** Does {@code work} after a while. */
    public void later(Runnable work, Duration delay) {
        var unused = executor.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it is becomes a problem document
    private static void answer(AsyncResponse suspended, Supplier<Response> answer) {
        try {
            suspended.resume(answer.get());
        } catch (Exception e) {
            suspended.resume(e);
        }
    }
}

package millwright.container.jobs;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import millwright.job.JobRequest;
import millwright.job.Jobs;

/** An application that takes its time to start, with a job to do already, and sees whether that job waits for it. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class SlowStart {

    // longer than the engine's longest wait between two looks for jobs
    private static final long SLOW_MILLIS = 1_500;

    private static final CountDownLatch JOB_RUNS = new CountDownLatch(1);

    @Inject
    private Jobs jobs;

    @Resource
    private TimerService timers;

    private UUID job;
    private boolean jobWaited;

    @PostConstruct
    void start() {
        job = jobs.submit(JobRequest.of("early", "in-container"));
        try {
            jobWaited = !JOB_RUNS.await(SLOW_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Static: a call to a singleton that is not there yet would wait for it. */
    static void jobRuns() {
        JOB_RUNS.countDown();
    }

    /** The job submitted during the start. */
    public UUID job() {
        return job;
    }

    public boolean jobWaited() {
        return jobWaited;
    }

    /** Of each timer the application has now, whether the container would keep it over a restart. */
    public List<Boolean> persistent() {
        return timers.getAllTimers().stream().map(Timer::isPersistent).toList();
    }
}

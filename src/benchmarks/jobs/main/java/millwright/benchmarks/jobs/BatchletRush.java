package millwright.benchmarks.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import millwright.job.Job;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.Jobs;
import millwright.method.BackgroundJob;

/** Runs batch jobs of one step, so many at a time, from inside the server as an application would. */
@ApplicationScoped
public class BatchletRush {

    private static final String JOB = "benchmark-batchlet";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Jobs jobs;

    /** For the proxy. */
    protected BatchletRush() {
        this(null);
    }

    @Inject
    public BatchletRush(Jobs jobs) {
        this.jobs = jobs;
    }

    /** @return how many jobs were over after how many nanoseconds */
    @BackgroundJob(name = "benchmark-batchlet-rush")
    public JsonObject run(int atATime, int seconds) throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(atATime);
        try {
            long begin = System.nanoTime();
            long end = begin + Duration.ofSeconds(seconds).toNanos();
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < atATime; i++) {
                counts.add(callers.submit(() -> oneAfterTheOther(end)));
            }
            int all = 0;
            for (Future<Integer> count : counts) {
                all += count.get();
            }
            return Json.createObjectBuilder()
                    .add("jobs", all)
                    .add("nanos", System.nanoTime() - begin)
                    .build();
        } finally {
            callers.shutdownNow();
        }
    }

    private int oneAfterTheOther(long end) throws InterruptedException {
        int count = 0;
        while (System.nanoTime() < end) {
            UUID id = jobs.submit(JobRequest.of(JOB, "benchmark"));
            JobState state = jobs.await(id, PATIENCE).map(Job::state).orElseThrow();
            if (state != JobState.COMPLETED) {
                throw new IllegalStateException("job " + id + " is " + state);
            }
            count++;
        }
        return count;
    }
}

package millwright.container;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import millwright.job.Job;
import millwright.job.JobQuery;
import millwright.job.Jobs;

/** Jobs as a test sees them, which waits for what they come to and says so when it does not happen. */
@Dependent
public class WatchedJobs {

    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    @Inject
    private Jobs jobs;

    public Job over(UUID id) throws InterruptedException {
        return jobs.await(id, PATIENCE).orElseThrow(() -> new AssertionError("not over: " + find(id)));
    }

    /** In the order of {@code ids}. */
    public List<Job> over(List<UUID> ids) throws InterruptedException {
        List<Job> over = new ArrayList<>();
        for (UUID id : ids) {
            over.add(over(id));
        }
        return over;
    }

    public Job find(UUID id) {
        return jobs.find(id).orElseThrow();
    }

    /** Newest first. */
    public List<Job> of(String definition) {
        return jobs.list(new JobQuery(Set.of(), Optional.of(definition), Optional.empty(), 10));
    }

    /** The codes of its attempts' errors. */
    public static List<String> errors(Job job) {
        return job.attempts().stream()
                .filter(attempt -> attempt.error() != null)
                .map(attempt -> attempt.error().code())
                .toList();
    }

    public static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come to pass within " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}

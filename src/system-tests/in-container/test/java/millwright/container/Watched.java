package millwright.container;

import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import millwright.job.Job;
import millwright.job.JobQuery;
import millwright.job.Jobs;
import millwright.method.MethodJobs;

/** Jobs as tests see them from inside, which wait for what these come to. */
final class Watched {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Watched() {}

    static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }

    static MethodJobs methods() {
        return bean(MethodJobs.class);
    }

    static Job over(UUID id) throws InterruptedException {
        return bean(Jobs.class).await(id, PATIENCE).orElseThrow(() -> new AssertionError("not over: " + find(id)));
    }

    /** In the order of {@code ids}. */
    static List<Job> over(List<UUID> ids) throws InterruptedException {
        List<Job> over = new ArrayList<>();
        for (UUID id : ids) {
            over.add(over(id));
        }
        return over;
    }

    static Job find(UUID id) {
        return bean(Jobs.class).find(id).orElseThrow();
    }

    /** The newest job of a definition. */
    static Job newest(String definition) {
        return bean(Jobs.class)
                .list(new JobQuery(Set.of(), Optional.of(definition), Optional.empty(), 1))
                .get(0);
    }

    /** The codes of its attempts' errors. */
    static List<String> errors(Job job) {
        return job.attempts().stream()
                .filter(attempt -> attempt.error() != null)
                .map(attempt -> attempt.error().code())
                .toList();
    }

    /** What the job has logged so far. */
    static List<String> log(UUID id) {
        return rows("SELECT message FROM millwright.job_log WHERE job_id = '" + id + "' ORDER BY seq");
    }

    /** The first column of what {@code query} finds. */
    @SuppressWarnings("BanJNDI") // the name is this line's
    static List<String> rows(String query) {
        try {
            DataSource database = InitialContext.doLookup("jdbc/millwright");
            return Rows.of(database, query);
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come to pass within " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}

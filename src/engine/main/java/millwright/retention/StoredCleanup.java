package millwright.retention;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import millwright.database.Database;
import millwright.job.JobState;
import millwright.retention.CleanupStore.Day;

/** {@link Cleanup} on the archive: day by day, some pages a statement, for as long as there is time. */
public final class StoredCleanup implements Cleanup {

    /** Some hundred jobs, so that a statement is short also where each has logged much. */
    private static final long PAGES = 64;

    private static final long BUDGET_NANOS = Duration.ofSeconds(10).toNanos();

    private final CleanupStore store;
    private final LongSupplier nanoTime;

    public StoredCleanup(Database database) {
        this(database, System::nanoTime);
    }

    /** @param nanoTime by which the time for a call is measured */
    StoredCleanup(Database database, LongSupplier nanoTime) {
        this.store = new CleanupStore(database);
        this.nanoTime = nanoTime;
    }

    @Override
    public CleanupReport run(CleanupRequest request) {
        long begun = nanoTime.getAsLong();
        Map<JobState, Long> jobs = new TreeMap<>();
        for (Day day : store.days(request)) {
            for (long page = 0; page < day.pages(); page += PAGES) {
                if (nanoTime.getAsLong() - begun > BUDGET_NANOS) {
                    return new CleanupReport(jobs, false);
                }
                store.clean(request, day, page, page + PAGES)
                        .forEach((state, number) -> jobs.merge(state, number, Long::sum));
            }
        }
        return new CleanupReport(jobs, true);
    }
}

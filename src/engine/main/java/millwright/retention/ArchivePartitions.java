package millwright.retention;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.Database;
import millwright.database.DatabaseException;

/** Keeps a fortnight of daily partitions of {@code millwright.job_archive} ahead; every node may do so at once. */
public final class ArchivePartitions {

    private static final Logger LOG = Logger.getLogger(ArchivePartitions.class.getName());
    private static final int DAYS_AHEAD = 14;
    private static final int TRIES = 20;
    private static final long LOOK_EVERY_MINUTES = 60;

    // Counted from the database's clock, which also decides the partition a row goes to.
    private static final String MAKE =
            """
            SELECT millwright.make_archive_partition((millwright.clock() AT TIME ZONE 'UTC')::date + ?::integer)
            """;

    private static final String STRAYS =
            """
            SELECT EXISTS (SELECT FROM millwright.job_archive_default)
            """;

    private final Database database;
    private final ScheduledExecutorService executor;

    public ArchivePartitions(Database database, ThreadFactory threads) {
        this.database = database;
        this.executor = Executors.newSingleThreadScheduledExecutor(threads);
    }

    /** Makes what is missing now, and looks again every hour. */
    public void start() {
        makeAhead();
        var unused = executor.scheduleWithFixedDelay(
                this::makeAhead, LOOK_EVERY_MINUTES, LOOK_EVERY_MINUTES, TimeUnit.MINUTES);
    }

    public void stop() {
        executor.shutdownNow();
    }

    private void makeAhead() {
        for (int day = 0; day <= DAYS_AHEAD; day++) {
            try {
                make(day);
            } catch (Throwable e) {
                // one day that cannot be made keeps none of the others from it
                LOG.log(Level.WARNING, "An archive partition could not be made, trying again in an hour", e);
            }
        }
        try {
            if (database.first(STRAYS, row -> row.getBoolean(1)).orElse(false)) {
                LOG.warning("Archived jobs are in the partition job_archive_default: no daily partition took them");
            }
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "The default archive partition could not be looked at", e);
        }
    }

    /** Gives way to whatever holds the table: each try waits 200 ms at the most. */
    private void make(int day) {
        for (int attempt = 1; ; attempt++) {
            try {
                database.first(MAKE, row -> row.getBoolean(1), day);
                return;
            } catch (DatabaseException e) {
                if (!e.isTransient() || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }
}

package millwright.retention;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.Database;

/**
 * Deletes the jobs that their definition keeps no longer, with what they logged: a thousand a statement, each found by
 * the index on the time. Every node may do so at once. All other jobs go with their day's partition.
 */
public final class ShortKept {

    private static final Logger LOG = Logger.getLogger(ShortKept.class.getName());
    private static final int MOST_ROWS = 1_000;
    private static final long LOOK_EVERY_SECONDS = 60;

    // Another node's rows are left to it. The day a job ended is compared too: it names the one partition.
    private static final String SWEEP =
            """
            WITH past AS (
                SELECT id, finished_at FROM millwright.job_archive
                 WHERE keep_until < millwright.clock()
                 ORDER BY keep_until LIMIT ?
                   FOR UPDATE SKIP LOCKED
            ), lines AS (
                DELETE FROM millwright.job_log WHERE job_id = ANY (ARRAY(SELECT id FROM past))
            ), gone AS (
                DELETE FROM millwright.job_archive a USING past p
                 WHERE a.id = p.id AND a.finished_at = p.finished_at
                RETURNING a.id
            )
            SELECT count(*) FROM gone
            """;

    private final Database database;
    private final ScheduledExecutorService executor;

    public ShortKept(Database database, ThreadFactory threads) {
        this.database = database;
        this.executor = Executors.newSingleThreadScheduledExecutor(threads);
    }

    /** Looks once a minute from now on. */
    public void start() {
        var unused =
                executor.scheduleWithFixedDelay(this::sweep, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    public void stop() {
        executor.shutdownNow();
    }

    /** Deletes all whose time has come. */
    void sweep() {
        try {
            while (database.first(SWEEP, row -> row.getLong(1), MOST_ROWS).orElse(0L) == MOST_ROWS) {
                LOG.log(Level.FINE, "Deleted {0} jobs that are kept no longer", MOST_ROWS);
            }
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "Jobs that are kept no longer could not be deleted, trying again in a minute", e);
        }
    }
}

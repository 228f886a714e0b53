package millwright.retention;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.Database;

/**
 * Deletes the idempotency keys whose time is over: a thousand a statement, found by the index on the time. Every node may
 * do so at once. A key that is not deleted yet counts no more all the same.
 */
public final class OldKeys {

    private static final Logger LOG = Logger.getLogger(OldKeys.class.getName());
    private static final int MOST_ROWS = 1_000;
    private static final long LOOK_EVERY_SECONDS = 60;

    // Another node's rows are left to it.
    private static final String SWEEP =
            """
            DELETE FROM millwright.idempotency_key
             WHERE (caller, route, key) IN (
                SELECT caller, route, key FROM millwright.idempotency_key
                 WHERE expires_at <= millwright.clock()
                 ORDER BY expires_at LIMIT ? FOR UPDATE SKIP LOCKED)
               AND expires_at <= millwright.clock()
            """;

    private final Database database;
    private final ScheduledExecutorService executor;

    public OldKeys(Database database, ThreadFactory threads) {
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

    /** Deletes all whose time is over. */
    void sweep() {
        try {
            while (database.update(SWEEP, MOST_ROWS) == MOST_ROWS) {
                LOG.log(Level.FINE, "Deleted {0} idempotency keys whose time is over", MOST_ROWS);
            }
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "Old idempotency keys could not be deleted, trying again in a minute", e);
        }
    }
}

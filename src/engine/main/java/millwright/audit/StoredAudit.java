package millwright.audit;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.Database;

/** {@link Audit} on its table; between {@link #start} and {@link #stop} it writes what was refused, once a minute. */
public final class StoredAudit implements Audit {

    private static final Logger LOG = Logger.getLogger(StoredAudit.class.getName());
    private static final int MOST_ROWS = 1_000;
    /** What has not ended by then has ended with its node, or will have an entry more. */
    static final Duration LONGEST_ACTION = Duration.ofMinutes(15);

    private static final int MINUTES_BETWEEN_SWEEPS = 60;

    private final AuditStore store;
    private final AuditConfig config;
    private final RefusalTally tally = new RefusalTally();
    private final ScheduledExecutorService executor;
    private int minutes;

    public StoredAudit(Database database, AuditConfig config, ThreadFactory threads) {
        this.store = new AuditStore(database);
        this.config = config;
        this.executor = Executors.newSingleThreadScheduledExecutor(threads);
    }

    public void start() {
        var unused = executor.scheduleWithFixedDelay(this::eachMinute, 1, 1, TimeUnit.MINUTES);
    }

    /** Writes what was refused until now. */
    public void stop() {
        executor.shutdownNow();
        writeRefusals();
    }

    @Override
    public void record(AuditEntry entry) {
        store.insert(entry, 1);
    }

    @Override
    public UUID begin(AuditEntry intent) {
        UUID id = UUID.randomUUID();
        store.begin(id, intent);
        return id;
    }

    @Override
    public void ended(UUID intent, AuditEntry entry) {
        store.end(intent, entry);
    }

    @Override
    public void forget(UUID intent) {
        store.forget(intent);
    }

    @Override
    public void refused(AuditEntry refusal) {
        tally.count(refusal);
    }

    @Override
    public List<AuditRecord> list(AuditQuery query, OptionalLong before, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException(limit + " are asked for, expected 1 to " + MOST);
        }
        return store.page(query, before, limit);
    }

    private void eachMinute() {
        writeRefusals();
        adopt();
        if (minutes++ % MINUTES_BETWEEN_SWEEPS == 0) {
            sweep();
        }
    }

    void writeRefusals() {
        try {
            tally.take().forEach(store::insert);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The refusals of the last minute could not be put on record", e);
        }
    }

    /** Makes entries of what was begun and never said to have ended (AU4). */
    void adopt() {
        try {
            int adopted = store.adopt(LONGEST_ACTION, MOST_ROWS);
            if (adopted > 0) {
                LOG.log(Level.WARNING, "Of {0} actions the audit does not know whether they were done", adopted);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Actions that were begun could not be put on record, trying again in a minute", e);
        }
    }

    /** Deletes all whose time has come. */
    void sweep() {
        try {
            while (store.sweep(config.keep(), MOST_ROWS) == MOST_ROWS) {
                LOG.log(Level.FINE, "Deleted {0} entries of the audit that are kept no longer", MOST_ROWS);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Old entries of the audit could not be deleted, trying again in an hour", e);
        }
    }
}

package millwright.statistics;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.Database;
import millwright.statistics.StatisticsStore.Folded;

/** Adds up what jobs' moves have left, once a second; every node may do so, and one at a time does. */
public final class DeltaFolder {

    private static final Logger LOG = Logger.getLogger(DeltaFolder.class.getName());
    private static final int MOST_ROWS = 20_000;
    private static final int FOLDS_FROM_LAST = 30;
    private static final long LONG_WALK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final StatisticsStore store;
    private final ScheduledExecutorService executor;
    private String last = StatisticsStore.START;
    private int foldsFromLast;
    private boolean troubled;

    public DeltaFolder(Database database, ThreadFactory threads) {
        this.store = new StatisticsStore(database);
        this.executor = Executors.newSingleThreadScheduledExecutor(threads);
    }

    public void start() {
        var unused = executor.scheduleWithFixedDelay(this::fold, 1, 1, TimeUnit.SECONDS);
    }

    public void stop() {
        executor.shutdownNow();
    }

    /** Folds all there is. */
    void fold() {
        try {
            // from the start, as rows come wherever there is space: seldom where that has taken long, for dead rows
            String after = foldsFromLast > 0 ? last : StatisticsStore.START;
            long begun = System.nanoTime();
            Folded folded = store.fold(after, MOST_ROWS);
            if (foldsFromLast > 0) {
                foldsFromLast--;
            } else if (folded.rows() < MOST_ROWS / 10 && System.nanoTime() - begun > LONG_WALK_NANOS) {
                foldsFromLast = FOLDS_FROM_LAST;
            }
            note(folded);
            while (folded.rows() == MOST_ROWS && !executor.isShutdown()) {
                folded = store.fold(folded.last(), MOST_ROWS);
                note(folded);
            }
            troubled = false;
        } catch (Throwable e) {
            // whatever it was: counts that stop would look like jobs that stop
            if (!troubled) {
                LOG.log(Level.WARNING, "Could not add up what has ended, trying again each second", e);
            }
            troubled = true;
        }
    }

    private void note(Folded folded) {
        if (folded.rows() > 0) {
            last = folded.last();
        }
    }
}

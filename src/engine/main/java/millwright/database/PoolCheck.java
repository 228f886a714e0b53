package millwright.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Looks once whether the pool lends as many connections at a time as a node may need (D4): no datasource tells how many
 * it has, and one that is too small shows as jobs that fail under load, weeks later. What it borrows it gives back at
 * once, also when one is not to be had in time.
 */
public final class PoolCheck {

    private static final Logger LOG = Logger.getLogger(PoolCheck.class.getName());

    // those a node keeps for life, and, beside one for each worker, four for what is read and written for all of them
    private static final int KEPT = 5;
    private static final int BESIDE_WORKERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final int needed;
    private final Duration patience;
    private final ThreadFactory threads;
    private final List<Connection> lent = new ArrayList<>();
    private boolean over;

    /** @param workers threads that jobs run on, each of which may hold a connection */
    public PoolCheck(Database database, int workers, ThreadFactory threads) {
        this(database, KEPT + workers + BESIDE_WORKERS, PATIENCE, threads);
    }

    /** @param patience a connection that takes longer counts as one that is not there */
    PoolCheck(Database database, int needed, Duration patience, ThreadFactory threads) {
        this.dataSource = database.dataSource();
        this.needed = needed;
        this.patience = patience;
        this.threads = threads;
    }

    /**
     * Looks, which takes a moment, or {@code patience} where the pool is too small. To be run while the node has taken
     * none yet: what it keeps counts among those that it may need.
     */
    public void run() {
        threads.newThread(this::borrow).start();
        watch();
    }

    private void borrow() {
        try {
            boolean more = true;
            while (more) {
                more = keep(dataSource.getConnection());
            }
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.FINE, "The pool lends no more", e);
        }
    }

    private synchronized boolean keep(Connection connection) throws SQLException {
        if (over) {
            connection.close();
            return false;
        }
        lent.add(connection);
        notifyAll();
        return lent.size() < needed;
    }

    private synchronized void watch() {
        try {
            int before = -1;
            while (lent.size() > before && lent.size() < needed) {
                before = lent.size();
                awaitAnother(before);
            }
            if (lent.size() < needed) {
                LOG.log(
                        Level.WARNING,
                        "The pool lent {0} connections at once, and no other within {1}; this node may need {2}: enlarge"
                                + " the pool or lower millwright.queue.workers or millwright.batch.partition-threads",
                        new Object[] {lent.size(), patience, needed});
            }
        } catch (InterruptedException e) {
            // the node stops
            Thread.currentThread().interrupt();
        } finally {
            over = true;
            lent.forEach(PoolCheck::giveBack);
            lent.clear();
        }
    }

    private synchronized void awaitAnother(int before) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); lent.size() == before && left > 0; left = end - System.nanoTime()) {
            wait(Math.max(1, left / 1_000_000));
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.FINE, "A borrowed connection did not close cleanly", e);
        }
    }
}

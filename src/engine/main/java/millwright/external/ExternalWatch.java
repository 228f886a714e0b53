package millwright.external;

import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.ThreadNames;

/** The thread that hears of definitions made elsewhere and sweeps leases, once a second. */
final class ExternalWatch {

    private static final Logger LOG = Logger.getLogger(ExternalWatch.class.getName());
    private static final long EVERY_MILLIS = 1_000;
    private static final long LAST_STATEMENT_MILLIS = 10_000;

    private final KnownDefinitions known;
    private final LeaseSweep sweep;
    private final ThreadFactory threads;
    private final Semaphore stopping = new Semaphore(0);
    private Thread thread;
    private boolean stopped;

    ExternalWatch(KnownDefinitions known, LeaseSweep sweep, ThreadFactory threads) {
        this.known = known;
        this.sweep = sweep;
        this.threads = ThreadNames.single("external", threads);
    }

    synchronized void start() {
        if (thread == null && !stopped) {
            thread = threads.newThread(this::loop);
            thread.start();
        }
    }

    synchronized void stop() {
        stopped = true;
        if (thread == null) {
            return;
        }
        stopping.release();
        try {
            thread.join(LAST_STATEMENT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        boolean troubled = false;
        try {
            do {
                try {
                    known.refresh();
                    sweep.sweep();
                    troubled = false;
                } catch (Throwable e) {
                    // whatever it was: jobs of every node may wait for this thread
                    if (!troubled) {
                        LOG.log(Level.WARNING, "Leases of external workers cannot be swept now, trying again", e);
                    }
                    troubled = true;
                }
            } while (!stopping.tryAcquire(EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

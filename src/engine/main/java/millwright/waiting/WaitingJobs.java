package millwright.waiting;

import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.Database;
import millwright.job.NodeSignals;
import millwright.job.ThreadNames;

/** One node's part in moving waiting jobs on, from {@link #start} to {@link #stop}: two threads, most of the time asleep. */
public final class WaitingJobs {

    private static final Logger LOG = Logger.getLogger(WaitingJobs.class.getName());
    private static final long SHORTEST_POLL_MILLIS = 20;
    private static final long LONGEST_POLL_MILLIS = 1_000;
    private static final long LAST_STATEMENT_MILLIS = 10_000;

    private final Settler settler;
    private final Promoter promoter;
    private final ThreadFactory threads;
    private final Semaphore settling = new Semaphore(0);
    private final Semaphore promoting = new Semaphore(0);
    private volatile boolean stopped;
    private long poll = SHORTEST_POLL_MILLIS;
    private Thread settlerThread;
    private Thread promoterThread;

    /** @param signals told when jobs have been queued */
    public WaitingJobs(Database database, NodeSignals signals, ThreadFactory threads) {
        this.settler = new Settler(new DueStore(database), signals);
        this.promoter =
                new Promoter(new PromotionStore(database), new SweepStore(database), signals, settling::release);
        this.threads = threads;
    }

    public synchronized void start() {
        if (stopped || settlerThread != null) {
            return;
        }
        settlerThread = begin("settle", settling, this::settle);
        promoterThread = begin("promote", promoting, promoter::run);
    }

    /** Something was committed that waits to be settled, or a job with a time of its own: returns at once. */
    public void wake() {
        settling.release();
        promoting.release();
    }

    /** Waits for the statements under way. */
    public synchronized void stop() {
        stopped = true;
        if (settlerThread == null) {
            return;
        }
        wake();
        try {
            settlerThread.join(LAST_STATEMENT_MILLIS);
            promoterThread.join(LAST_STATEMENT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long settle() {
        if (settler.settle()) {
            poll = SHORTEST_POLL_MILLIS;
            return 0;
        }
        long pause = poll;
        poll = Math.min(poll * 2, LONGEST_POLL_MILLIS);
        return pause;
    }

    private Thread begin(String what, Semaphore wakeUps, LongSupplier work) {
        Thread thread = ThreadNames.single(what, threads).newThread(() -> loop(what, wakeUps, work));
        thread.start();
        return thread;
    }

    /** @param work does what there is to do, and returns for how many milliseconds there is nothing */
    private void loop(String what, Semaphore wakeUps, LongSupplier work) {
        boolean troubled = false;
        while (!stopped) {
            long pause = LONGEST_POLL_MILLIS;
            try {
                pause = work.getAsLong();
                troubled = false;
            } catch (Throwable e) {
                // whatever it was: jobs of every node may wait for this thread
                if (!troubled) {
                    LOG.log(Level.WARNING, "Waiting jobs cannot be moved on now (" + what + "), trying again", e);
                }
                troubled = true;
            }
            await(wakeUps, pause);
        }
    }

    private void await(Semaphore wakeUps, long millis) {
        try {
            if (wakeUps.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            stopped = true;
        }
    }
}

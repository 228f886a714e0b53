package millwright.queue;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.Definitions;
import millwright.job.Membership;

/**
 * The loop that looks for jobs while there is room for them: at once when woken, else after a wait that grows from 20 ms
 * to the poll interval, faster where other nodes say what they queue. One thread.
 */
final class Claimer implements Runnable {

    private static final Logger LOG = Logger.getLogger(Claimer.class.getName());
    private static final long SHORTEST_WAIT_MILLIS = 20;
    private static final long GROWTH = 2;
    private static final long GROWTH_WHERE_TOLD = 8;
    private static final long DOUBT_NANOS = 5_000_000_000L;

    private final ClaimStore store;
    private final QueueWatch queues;
    private final Membership membership;
    private final WorkerSlots slots;
    private final ClaimRound round;
    private final GiveBack giveBack;
    private final long longestWaitMillis;
    private final BooleanSupplier told;
    private final Semaphore wakeUps = new Semaphore(0);
    private final AtomicBoolean awake = new AtomicBoolean();
    private volatile boolean queued;
    private volatile boolean returned;
    private boolean inDoubt;
    private long doubtUntil;
    private volatile boolean stopped;
    private boolean troubled;

    /** @param told whether other nodes tell this one of the jobs they queue */
    Claimer(
            ClaimStore store,
            QueueWatch queues,
            Membership membership,
            WorkerSlots slots,
            Definitions definitions,
            QueueConfig config,
            BooleanSupplier told) {
        this.store = store;
        this.queues = queues;
        this.membership = membership;
        this.slots = slots;
        this.round = new ClaimRound(store, queues, slots, definitions.runnable(), config);
        this.giveBack = new GiveBack(store, slots);
        this.longestWaitMillis = config.pollInterval().toMillis();
        this.told = told;
    }

    /** There may be jobs where there were none. */
    void jobsQueued() {
        queued = true;
        wake();
    }

    /** The same, and before others that were claimed already. */
    void jobsReturned() {
        returned = true;
        jobsQueued();
    }

    /** There is a free slot, or little left that was claimed ahead. */
    void slotFreed() {
        wake();
    }

    /** Many calls before the loop comes round are one: a wake-up costs more than a short job. */
    private void wake() {
        if (awake.compareAndSet(false, true)) {
            wakeUps.release();
        }
    }

    void stop() {
        stopped = true;
        wakeUps.release();
    }

    @Override
    public void run() {
        long wait = SHORTEST_WAIT_MILLIS;
        boolean hurry = false;
        while (!stopped) {
            lookWhereJobsCame();
            boolean worked = claimOnce(hurry);
            hurry = false;
            long growth = told.getAsBoolean() ? GROWTH_WHERE_TOLD : GROWTH;
            wait = worked ? SHORTEST_WAIT_MILLIS : Math.min(wait * growth, longestWait());
            if (!worked) {
                boolean woken = awaitWakeUp(wait);
                if (!woken) {
                    round.jobsMayHaveCome(false);
                } else if (queued) {
                    wait = SHORTEST_WAIT_MILLIS;
                    hurry = true;
                }
            }
        }
    }

    private void lookWhereJobsCame() {
        if (queued) {
            queued = false;
            round.jobsMayHaveCome(true);
        }
        if (returned) {
            returned = false;
            round.jobsHaveReturned();
        }
    }

    private long longestWait() {
        if (troubled) {
            return longestWaitMillis;
        }
        return slots.isHeldUp() || round.isLimited() || round.isToLookAgain()
                ? SHORTEST_WAIT_MILLIS
                : longestWaitMillis;
    }

    /**
     * Whether anything was claimed, so that it is worth to look again at once.
     *
     * @param hurry the loop has rested, and jobs have come: they are claimed before anything else is looked at
     */
    private boolean claimOnce(boolean hurry) {
        if (membership.isFenced()) {
            return false;
        }
        try {
            resolveDoubt();
            if (queues.lookIfOld(membership.incarnation(), System.nanoTime(), hurry)) {
                round.forgetMarks();
                round.jobsMayHaveCome(false);
                giveBack(giveBack.take(
                        worker -> !queues.isOpen(worker.attempt().job().queue())));
            }
            if (queues.isDraining() || slots.isHeldUp()) {
                return false;
            }
            boolean worked = round.claim(membership.incarnation());
            troubled = false;
            if (round.isAnyUrgent()) {
                giveBack(giveBack.take(
                        worker -> round.isUrgentBefore(worker.attempt().job().queue())));
            }
            return worked;
        } catch (Throwable e) {
            // whatever it was: a node that claims no more for an Error would look alive and do nothing
            doubt();
            if (!troubled) {
                LOG.log(Level.WARNING, "Claiming failed, trying again", e);
            }
            troubled = true;
            return false;
        }
    }

    private void doubt() {
        doubtUntil = System.nanoTime() + DOUBT_NANOS;
        inDoubt = true;
    }

    private void giveBack(GiveBack.Taken taken) {
        if (!taken.isEmpty()) {
            giveBack.giveBack(taken);
            round.forgetMarks();
        }
    }

    /** Gives back what was claimed and not begun; to be called when the loop has ended. */
    void giveBackAll() {
        GiveBack.Taken taken = giveBack.take(worker -> true);
        try {
            giveBack.giveBack(taken);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Jobs that were claimed ahead could not be given back yet", e);
            taken.release();
        }
    }

    /**
     * A claim that failed may have taken jobs all the same, its answer lost: what this node does not know of is given
     * back. Looked for again for a while, as the server may finish the statement later than the connection died.
     */
    private void resolveDoubt() {
        if (!inDoubt) {
            return;
        }
        int given = store.giveBack(membership.incarnation(), slots.known());
        if (given > 0) {
            LOG.log(Level.WARNING, "{0} jobs were claimed without an answer and are given back", given);
            round.forgetMarks();
            round.jobsMayHaveCome(false);
        }
        inDoubt = System.nanoTime() < doubtUntil;
    }

    /** Whether it was woken. */
    private boolean awaitWakeUp(long millis) {
        try {
            boolean woken = wakeUps.tryAcquire(millis, TimeUnit.MILLISECONDS);
            // whatever wakes from here on is seen by the look that follows, or wakes again
            awake.set(false);
            return woken;
        } catch (InterruptedException e) {
            stopped = true;
            return false;
        }
    }
}

package millwright.waiting;

import millwright.job.NodeSignals;
import millwright.waiting.DueStore.Due;
import millwright.waiting.DueStore.Settled;

/**
 * Sees to what is in the outbox. It starts behind what it has seen, so that rows that have left and cannot be cleaned
 * up yet are not walked again; transactions commit out of order, so that every second it starts at the beginning. Used
 * by one thread; any number of nodes may at once.
 */
final class Settler {

    private static final long FORGET_AFTER_NANOS = 1_000_000_000L;

    private final DueStore store;
    private final NodeSignals signals;
    private long seen;
    private long since = System.nanoTime();

    Settler(DueStore store, NodeSignals signals) {
        this.store = store;
        this.signals = signals;
    }

    /** Sees to what is due now, up to a chunk; whether anything was. */
    boolean settle() {
        long now = System.nanoTime();
        if (now - since >= FORGET_AFTER_NANOS) {
            seen = 0;
            since = now;
        }
        Due due = store.look(seen);
        if (due == null) {
            return false;
        }
        int claimable = 0;
        if (due.children()) {
            store.markParents(seen, due.last());
            claimable += settle(true, due.last());
        }
        if (due.parents()) {
            claimable += settle(false, due.last());
        }
        if (due.keys()) {
            claimable += store.admit(seen, due.last());
        }
        seen = due.last();
        if (claimable > 0) {
            signals.jobsReturned();
        }
        return true;
    }

    private int settle(boolean children, long last) {
        int queued = 0;
        Settled step;
        do {
            step = children ? store.settleChildren(seen, last) : store.settleParents(seen, last);
            queued += step.queued();
        } while (!step.isComplete());
        return queued;
    }
}

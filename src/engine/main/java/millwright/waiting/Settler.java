package millwright.waiting;

import java.util.List;
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
    private static final int MOST_TRIES = 3;

    private final DueStore store;
    private final NodeSignals signals;
    private long seen;
    private long since = System.nanoTime();
    private int held;

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
        // before the children: one of those may have to come again
        if (due.parents()) {
            claimable += settleParents(due.last());
        }
        if (due.keys()) {
            claimable += store.admit(seen, due.last());
        }
        boolean all = true;
        if (due.children() > 0) {
            List<Long> marked = store.markParents(seen, due.last());
            all = marked.size() >= due.children();
            if (!marked.isEmpty()) {
                claimable += settleChildren(marked);
            }
        }
        if (claimable > 0) {
            signals.jobsReturned();
        }
        // some wait for a row that somebody has locked: most likely its outcome, which is there in a moment; else again
        // when what was seen is forgotten
        if (!all && ++held <= MOST_TRIES) {
            return false;
        }
        held = 0;
        seen = due.last();
        return true;
    }

    private int settleParents(long last) {
        int queued = 0;
        Settled step;
        do {
            step = store.settleParents(seen, last);
            queued += step.queued();
        } while (step.more());
        return queued;
    }

    private int settleChildren(List<Long> marked) {
        int queued = 0;
        Settled step;
        do {
            step = store.settleChildren(marked);
            queued += step.queued();
        } while (step.more());
        return queued;
    }
}

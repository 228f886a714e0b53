package millwright.node;

import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.NodeSignals;

/** Gives the jobs of dead nodes back to the queue (N4). Any number of nodes may do so at once. */
final class AttemptRescuer {

    private static final Logger LOG = Logger.getLogger(AttemptRescuer.class.getName());

    private final NodeStore store;
    private final NodeSignals signals;
    private final int crashLimit;

    AttemptRescuer(NodeStore store, NodeSignals signals, int crashLimit) {
        this.store = store;
        this.signals = signals;
        this.crashLimit = crashLimit;
    }

    /** Every dead node whose jobs have not moved on yet, also one whose observer died in the middle of its rescue. */
    void rescueAll() {
        for (UUID node : store.toRescue()) {
            rescue(node);
        }
    }

    private void rescue(UUID node) {
        int sessions = store.endSessions(node);
        int jobs = 0;
        int moved;
        do {
            moved = store.rescue(node, crashLimit);
            jobs += moved;
        } while (moved > 0);
        // not marked while another rescuer still holds some of the rows: the next round looks again
        if (store.markRescued(node)) {
            // a node that left in order leaves nothing behind, and needs nobody's attention
            Level level = jobs + sessions == 0 ? Level.INFO : Level.WARNING;
            LOG.log(level, "Node {0} is gone: {1} jobs moved on, {2} open sessions ended", new Object[] {
                node, jobs, sessions
            });
        }
        if (jobs > 0) {
            signals.jobsReturned();
        }
    }
}

package millwright.node;

import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.DatabaseException;
import millwright.job.NodeSignals;
import millwright.node.NodeStore.Beat;

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
            try {
                rescue(node);
            } catch (DatabaseException e) {
                if (e.isConnectionLost()) {
                    throw e;
                }
                // perhaps its sessions are another role's: the other dead nodes are rescued all the same
                LOG.log(Level.WARNING, "Node " + node + " cannot be rescued now, trying again", e);
            }
        }
    }

    /** Declares those dead that still have not beaten; whether any was. */
    boolean declareDead(List<Beat> silent) {
        boolean any = false;
        for (Beat beat : silent) {
            any |= store.declareDead(beat);
        }
        return any;
    }

    /** What may not be ended by this role is left: locked rows are passed over until it ends. */
    private int endSessions(UUID node) {
        try {
            return store.endSessions(node);
        } catch (DatabaseException e) {
            if (e.isConnectionLost()) {
                throw e;
            }
            LOG.log(Level.WARNING, "The open sessions of node " + node + " cannot be ended", e);
            return 0;
        }
    }

    private void rescue(UUID node) {
        int sessions = endSessions(node);
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

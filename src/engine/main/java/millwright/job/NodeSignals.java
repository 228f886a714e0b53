package millwright.job;

/** What the rest of the engine tells the node's dispatcher. Every method returns at once and may be called anywhere. */
public interface NodeSignals {

    /** Jobs may be claimable now: look, rather than wait for the next poll. */
    void jobsQueued();

    /** The same, for one queue; its name may be one that the node has not come across yet. */
    default void jobsQueued(String queue) {
        jobsQueued();
    }

    /**
     * The same for jobs that keep the place in the line that they were given when they were submitted, so that others
     * behind them may have been claimed already.
     */
    default void jobsReturned() {
        jobsQueued();
    }

    /** A running job is to be stopped or cancelled, perhaps one of this node's: look, rather than wait for the next poll. */
    void controlRequested();

    /** Something waits to be settled: rows of {@code millwright.due} were committed, or a job with a time of its own. */
    default void workDue() {
        // whoever has nothing to settle
    }

    /** An operator asks something else of a node or of queues, perhaps of this one: look, rather than wait for a second. */
    default void ordersChanged() {
        jobsQueued();
    }

    /** What this node has to do now; told to the others with its heartbeat. */
    default NodeLoad load() {
        return NodeLoad.NONE;
    }

    /** This node can no longer vouch for its leases: interrupt its attempts and refuse their writes. */
    void fence();
}

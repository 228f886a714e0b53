package millwright.queue;

import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.AttemptEnd;

/**
 * Ends attempts that were to end and did not by themselves. Until its thread ends as well it keeps the worker slot, and
 * is told as stuck. Thread-safe.
 */
final class CutOffs {

    private static final Logger LOG = Logger.getLogger(CutOffs.class.getName());

    private final AttemptEnding ending;
    private final OutcomeWriter outcomes;
    private final boolean holdsStuck;

    /** @param holdsStuck whether the lease holds on until the thread ends, and with it the slots of limits */
    CutOffs(AttemptEnding ending, OutcomeWriter outcomes, boolean holdsStuck) {
        this.ending = ending;
        this.outcomes = outcomes;
        this.holdsStuck = holdsStuck;
    }

    /** Ends a cancelled attempt, and interrupts it. */
    void cancelled(WorkerThread worker) {
        cutOff(worker, AttemptEnd.cancelled(), "was cancelled");
        worker.interrupt();
    }

    /** Ends an attempt that was to stop until its job is restarted, and interrupts it. */
    void stopped(WorkerThread worker) {
        cutOff(worker, AttemptEnd.stopped(), "was stopped");
        worker.interrupt();
    }

    /** Ends an attempt that has used up its time. */
    void late(WorkerThread worker) {
        cutOff(worker, ending.timedOut(worker.attempt()), "was out of time");
    }

    /** Gives back an attempt that did not stop with its node, and interrupts it. */
    void released(WorkerThread worker) {
        if (worker.claimEnd()) {
            LOG.log(
                    Level.WARNING,
                    "Job {0} did not stop in time and is given back",
                    worker.attempt().jobId());
            outcomes.record(ending.of(worker.attempt(), AttemptEnd.released()));
        }
        worker.interrupt();
    }

    /** Records how it ended, so that its lease holds no more, or holds that back until its thread ends. */
    private void cutOff(WorkerThread worker, AttemptEnd end, String why) {
        if (holdsStuck ? worker.hold(end) : worker.claimEnd()) {
            if (!holdsStuck) {
                outcomes.record(ending.of(worker.attempt(), end));
            }
            worker.stuck()
                    .ifPresent(stuck -> LOG.log(
                            Level.WARNING,
                            "Job {0} {1}, did not stop in time and is cut off; thread ''{2}'' keeps its slot until it"
                                    + " ends",
                            new Object[] {stuck.job(), why, stuck.thread()}));
        }
    }
}

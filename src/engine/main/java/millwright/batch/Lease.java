package millwright.batch;

import java.util.UUID;
import millwright.job.JobLifecycle;
import millwright.job.RunningAttempt;

/** What every write about a batch attempt carries: the job, the lease and the incarnation that holds it (B3). */
record Lease(UUID job, long number, UUID node) {

    /**
     * Gives a row while the job still has this lease; takes three parameters: job, number, node. Locked, so that a
     * statement that began before the lease was raised does not still write after it.
     */
    static final String HELD = "SELECT control FROM millwright.job WHERE id = ? AND lease = ? AND node = ? AND "
            + JobLifecycle.COMPLETE.guard("state") + " FOR SHARE";

    static Lease of(RunningAttempt attempt) {
        return new Lease(attempt.jobId(), attempt.lease(), attempt.node());
    }

    FencedError fenced() {
        return new FencedError(job, number);
    }
}

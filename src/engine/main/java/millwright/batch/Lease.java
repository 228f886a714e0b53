package millwright.batch;

import java.util.UUID;
import millwright.job.JobLifecycle;
import millwright.job.RunningAttempt;

/** What every write about a batch attempt carries: the job, the lease and the incarnation that holds it (B3). */
record Lease(UUID job, long number, UUID node) {

    /** True while the row of the job still has this lease; takes three parameters: job, number, node. */
    static final String HELD = "SELECT control FROM millwright.job WHERE id = ? AND lease = ? AND node = ? AND "
            + JobLifecycle.COMPLETE.guard("state");

    static Lease of(RunningAttempt attempt) {
        return new Lease(attempt.jobId(), attempt.lease(), attempt.node());
    }

    FencedError fenced() {
        return new FencedError(job, number);
    }
}

package millwright.external;

import java.util.List;
import java.util.UUID;
import millwright.external.LeaseStore.Late;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcomes;
import millwright.job.NodeSignals;
import millwright.job.RunningAttempt;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;

/** Moves on the jobs whose lease has run out. Any number of nodes may do so at once. */
final class LeaseSweep {

    private final LeaseStore leases;
    private final AttemptStore attempts;
    private final AttemptOutcomes outcomes;
    private final NodeSignals signals;
    private final int crashLimit;

    LeaseSweep(
            LeaseStore leases, AttemptStore attempts, AttemptOutcomes outcomes, NodeSignals signals, int crashLimit) {
        this.leases = leases;
        this.attempts = attempts;
        this.outcomes = outcomes;
        this.signals = signals;
        this.crashLimit = crashLimit;
    }

    /** Returns when nothing is left that this node can move on; how many jobs it has. */
    int sweep() {
        int moved = 0;
        int last;
        List<Late> late;
        do {
            late = leases.late();
            last = late.isEmpty() ? 0 : sweep(late);
            moved += last;
        } while (late.size() == LeaseStore.CHUNK && last > 0);
        if (moved > 0) {
            signals.workDue();
        }
        return moved;
    }

    private int sweep(List<Late> late) {
        List<UUID> lost =
                late.stream().filter(each -> !each.timedOut()).map(Late::job).toList();
        int moved = lost.isEmpty() ? 0 : leases.moveOn(lost, crashLimit);
        for (Late each : late) {
            moved += each.timedOut() && timeOut(each.job()) ? 1 : 0;
        }
        return moved;
    }

    /** An attempt's limit does not move: whoever reads it past, under whichever lease, may end that attempt. */
    private boolean timeOut(UUID job) {
        return attempts.look(job)
                .filter(standing -> standing.external() && standing.isTimedOut())
                .map(standing -> {
                    RunningAttempt attempt = standing.attempt();
                    JobError error = new JobError(
                            JobError.TIMEOUT_ERROR,
                            ErrorCategory.TRANSIENT,
                            "attempt " + attempt.number() + " was not over when its time was up, at "
                                    + standing.deadline().orElseThrow());
                    return outcomes.record(attempt, AttemptEnd.timedOut(error));
                })
                .orElse(false);
    }
}

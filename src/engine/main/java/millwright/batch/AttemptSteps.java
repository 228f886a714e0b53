package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.Metric.MetricType;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import millwright.batch.StepStore.Checkpoint;
import millwright.job.Control;
import millwright.job.RunningAttempt;
import org.jberet.runtime.AbstractStepExecution;
import org.jberet.runtime.JobExecutionImpl;
import org.jberet.runtime.StepExecutionImpl;

/**
 * The steps of one attempt as they run: begun, checkpointed inside their chunks, ended; every write under the lease.
 */
final class AttemptSteps {

    private final StepStore store;
    private final AttemptTransactions transactions;
    private final RunningAttempt attempt;
    private final Lease lease;
    private final long instance;
    private final Set<Long> own = ConcurrentHashMap.newKeySet();
    private final StepProgress progress = new StepProgress();
    private volatile JsonValue keptResult;
    private volatile JsonValue checkpointedResult;

    AttemptSteps(StepStore store, AttemptTransactions transactions, RunningAttempt attempt, long instance) {
        this.store = store;
        this.transactions = transactions;
        this.attempt = attempt;
        this.lease = Lease.of(attempt);
        this.instance = instance;
        this.keptResult = attempt.result();
        this.checkpointedResult = keptResult;
    }

    StepProgress progress() {
        return progress;
    }

    /** @throws FencedError when the lease is lost */
    void add(JobExecutionImpl execution, StepExecutionImpl step) {
        step.setId(store.create(lease, execution.getExecutionId(), step).orElseThrow(lease::fenced));
        own.add(step.getStepExecutionId());
        execution.addStepExecution(step);
        progress.begin(step.getStepMetrics());
        LastCommit lastCommit = new LastCommit(step);
        transactions.watch(() -> restoreForRetry(lastCommit), () -> committed(lastCommit), lastCommit::restoreWritten);
    }

    /** JBeret opens reader and writer again in the transaction that now begins. */
    private void restoreForRetry(LastCommit lastCommit) {
        if (progress.skipped().chunkIsRetried()) {
            lastCommit.restore();
        }
    }

    private void committed(LastCommit lastCommit) {
        lastCommit.remember();
        keptResult = checkpointedResult;
    }

    /**
     * Keeps what JBeret has of the step, and says whether a stop was requested. Inside a chunk's transaction this is
     * its checkpoint.
     *
     * @throws FencedError when the lease is lost inside a chunk
     */
    boolean save(AbstractStepExecution step) {
        if (!transactions.isActive()) {
            end(step);
            return false;
        }
        // JBeret counts this chunk's commit after the commit, when it is too late to be part of it
        long commits = step.getStepMetrics().get(MetricType.COMMIT_COUNT) + 1;
        Optional<Checkpoint> checkpoint = store.checkpoint(
                lease, instance, step, progress.skipped().gathered(), progress.fractionRead(), commits, newResult());
        if (checkpoint.isEmpty()) {
            attempt.fence();
            throw lease.fenced();
        }
        progress.skipped().clear();
        checkpoint.get().control().ifPresent(this::obey);
        return checkpoint.get().control().isPresent();
    }

    // often sooner than the node's own look at what is asked of its attempts
    private void obey(Control control) {
        if (control == Control.CANCEL) {
            attempt.cancel();
        } else {
            attempt.stop();
        }
    }

    /** A lost lease is not thrown here: JBeret would leave out its cleaning up. */
    void end(AbstractStepExecution step) {
        if (!own.contains(step.getStepExecutionId())) {
            // a step that a restart passes over is an earlier attempt's, and complete
            return;
        }
        if (transactions.rollBackLeftOpen()) {
            step.setException(
                    new IllegalStateException(
                            "left a transaction open: what it wrote was rolled back; end each transaction that the job begins"));
            step.setBatchStatus(BatchStatus.FAILED);
        }
        String result = attempt.result() == null ? null : attempt.result().toString();
        if (!store.ended(lease, instance, step, progress.skipped().gathered(), result)) {
            attempt.fence();
        }
        progress.skipped().clear();
    }

    /** The job's result if it has changed since the last checkpoint: it may be large, and chunks are many. */
    private String newResult() {
        JsonValue result = attempt.result();
        if (result == keptResult) {
            return null;
        }
        checkpointedResult = result;
        return result.toString();
    }

    /** Where a restart of the step goes on from, or null. */
    StepExecutionImpl latest(String stepName) {
        return store.latest(instance, stepName).orElse(null);
    }

    int starts(String stepName) {
        return store.starts(instance, stepName);
    }
}

package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.Metric.MetricType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import millwright.batch.StepStore.Checkpoint;
import millwright.job.AttemptScope;
import millwright.job.Control;
import millwright.job.RunningAttempt;
import org.jberet.runtime.AbstractStepExecution;
import org.jberet.runtime.JobExecutionImpl;
import org.jberet.runtime.PartitionExecutionImpl;
import org.jberet.runtime.StepExecutionImpl;

/**
 * The steps and partitions of one attempt as they run: begun, checkpointed inside their chunks, ended; every write under
 * the lease. Thread-safe: flows of a split and partitions run side by side, each on its thread.
 */
final class AttemptSteps implements AttemptTransactions.Watch {

    private final StepStore store;
    private final PartitionStore partitions;
    private final AttemptTransactions transactions;
    private final RunningAttempt attempt;
    private final Lease lease;
    private final long instance;
    private final Map<Long, PartitionPlan> own = new ConcurrentHashMap<>();

    /** What the calling thread runs: the step it began last, or a partition. */
    @SuppressWarnings("ThreadLocalUsage") // an attempt has threads of its own while it runs
    private final ThreadLocal<StepRun> current = new ThreadLocal<>();

    AttemptSteps(
            StepStore store,
            PartitionStore partitions,
            AttemptTransactions transactions,
            RunningAttempt attempt,
            long instance) {
        this.store = store;
        this.partitions = partitions;
        this.transactions = transactions;
        this.attempt = attempt;
        this.lease = Lease.of(attempt);
        this.instance = instance;
        transactions.watch(this);
    }

    /** What the calling thread runs. */
    StepRun current() {
        StepRun run = current.get();
        if (run == null) {
            throw new IllegalStateException(
                    "thread '" + Thread.currentThread().getName() + "' runs no step of this attempt");
        }
        return run;
    }

    /** Runs {@code task} with nothing or something else bound to the thread, and puts back what was. */
    void during(StepRun run, Runnable task) {
        StepRun outer = current.get();
        bind(run);
        try {
            task.run();
        } finally {
            bind(outer);
        }
    }

    private void bind(StepRun run) {
        AttemptScope.at(run == null ? null : run.place());
        if (run == null) {
            current.remove();
        } else {
            current.set(run);
        }
    }

    // ---- around each transaction of a step or partition

    @Override
    public void beginning() {
        Optional.ofNullable(current.get()).ifPresent(StepRun::beginning);
    }

    @Override
    public void committed() {
        Optional.ofNullable(current.get()).ifPresent(StepRun::committed);
    }

    @Override
    public void rolledBack() {
        Optional.ofNullable(current.get()).ifPresent(StepRun::rolledBack);
    }

    // ---- steps

    /** @throws FencedError when the lease is lost */
    void add(JobExecutionImpl execution, StepExecutionImpl step) {
        step.setId(store.create(lease, execution.getExecutionId(), step).orElseThrow(lease::fenced));
        own.put(step.getStepExecutionId(), PartitionPlan.newOf(step.getStepExecutionId()));
        execution.addStepExecution(step);
        bind(new StepRun(step, attempt.result()));
    }

    /**
     * Keeps what JBeret has of a step or partition inside a chunk's transaction, which makes it its checkpoint; outside
     * one does nothing: its end is written soon. Says whether a stop was requested.
     *
     * @throws FencedError when the lease is lost
     */
    boolean save(AbstractStepExecution execution) {
        StepRun run = current.get();
        if (run == null || !run.runs(execution)) {
            // a partition that has told its end to the step's thread
            return false;
        }
        if (!transactions.isActive()) {
            // while its status can still be changed
            rollBackLeftOpen(execution);
            return false;
        }
        // JBeret counts this chunk's commit after the commit, when it is too late to be part of it
        long commits = execution.getStepMetrics().get(MetricType.COMMIT_COUNT) + 1;
        Optional<Checkpoint> checkpoint = execution instanceof PartitionExecutionImpl partition
                ? partitions.checkpoint(lease, instance, partition, run, commits)
                : store.checkpoint(
                        lease,
                        instance,
                        execution,
                        run.skipped().gathered(),
                        run.fractionRead(),
                        commits,
                        run.changed(attempt.result()));
        if (checkpoint.isEmpty()) {
            attempt.fence();
            throw lease.fenced();
        }
        run.skipped().clear();
        checkpoint.get().control().ifPresent(this::obey);
        return checkpoint.get().control().isPresent();
    }

    // often sooner than the node's own look at what is asked of its attempts
    private void obey(Control control) {
        if (control == Control.CANCEL) {
            attempt.cancel();
        } else {
            attempt.stopUntilRestarted();
        }
    }

    /** A lost lease is not thrown here: JBeret would leave out its cleaning up. */
    void end(StepExecutionImpl step) {
        if (!own.containsKey(step.getStepExecutionId())) {
            // a step that a restart passes over is an earlier attempt's, and complete
            return;
        }
        rollBackLeftOpen(step);
        String result = attempt.result() == null ? null : attempt.result().toString();
        if (!store.ended(lease, instance, step, current().listedAtEnd(), result)) {
            attempt.fence();
        }
        current().skipped().clear();
        AttemptScope.at(null);
    }

    private void rollBackLeftOpen(AbstractStepExecution execution) {
        if (transactions.rollBackLeftOpen()) {
            execution.setException(
                    new IllegalStateException(
                            "left a transaction open: what it wrote was rolled back; end each transaction that the job begins"));
            execution.setBatchStatus(BatchStatus.FAILED);
        }
    }

    /**
     * Where a restart of the step goes on from, or null. Of a step that is not complete JBeret restarts the partitions
     * that it is told of when it counts as failed, and all of a new plan when it counts as cut off.
     */
    StepExecutionImpl latest(String stepName) {
        StepExecutionImpl latest = store.latest(instance, stepName).orElse(null);
        if (latest != null && latest.getBatchStatus() != BatchStatus.COMPLETED) {
            boolean carriedOver = partitions.plan(instance, stepName).carriedOver();
            latest.setBatchStatus(carriedOver ? BatchStatus.FAILED : BatchStatus.STARTED);
        }
        return latest;
    }

    int starts(String stepName) {
        return store.starts(instance, stepName);
    }

    // ---- partitions

    /** The partitions of the step's earlier plan, for the execution of the step that goes on with it. */
    List<PartitionExecutionImpl> carriedOver(StepExecutionImpl earlier) {
        PartitionPlan plan = partitions.plan(instance, earlier.getStepName());
        if (plan.carriedOver()) {
            own.put(current().execution().getStepExecutionId(), plan);
        }
        return plan.all(earlier.getStepName());
    }

    /**
     * A partition of the step that the calling thread runs begins.
     *
     * @param index which it is of those that this attempt runs
     * @param toRun how many these are
     * @throws FencedError when the lease is lost
     */
    StepRun begin(PartitionExecutionImpl partition, int index, int toRun) {
        PartitionPlan plan = own.get(partition.getStepExecutionId());
        if (plan.carriedOver()) {
            // JBeret numbers those for which the plan has no properties anew
            partition.setPartitionId(
                    plan.left(partition.getStepName()).get(index).getPartitionId());
        } else {
            plan = plan.of(toRun);
        }
        if (!partitions.create(lease, partition, plan)) {
            attempt.fence();
            throw lease.fenced();
        }
        return new StepRun(partition, attempt.result());
    }

    /** To be called on the partition's thread when it is over, and before anybody is told. */
    void end(PartitionExecutionImpl partition) {
        StepRun run = current();
        rollBackLeftOpen(partition);
        if (!partitions.ended(lease, instance, partition, run.listedAtEnd())) {
            attempt.fence();
        }
        run.skipped().clear();
    }
}

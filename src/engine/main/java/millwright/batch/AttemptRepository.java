package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import jakarta.batch.runtime.StepExecution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import millwright.batch.ExecutionStore.Execution;
import millwright.batch.ExecutionStore.Instance;
import millwright.job.RunningAttempt;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import org.jberet.job.model.Job;
import org.jberet.repository.ApplicationAndJobName;
import org.jberet.repository.JobExecutionSelector;
import org.jberet.repository.JobRepository;
import org.jberet.runtime.AbstractStepExecution;
import org.jberet.runtime.JobExecutionImpl;
import org.jberet.runtime.JobInstanceImpl;
import org.jberet.runtime.PartitionExecutionImpl;
import org.jberet.runtime.StepExecutionImpl;

/**
 * JBeret's repository as one attempt sees it: its own JobInstance and what belongs to it, every write under the
 * attempt's lease. Questions about other jobs are not JBeret's to ask here: users ask {@link BatchJobs} and the Jobs
 * facade.
 */
final class AttemptRepository implements JobRepository {

    private final ExecutionStore executions;
    private final AttemptSteps steps;
    private final RunningAttempt attempt;
    private final Lease lease;
    private final Job model;
    private final Instance found;
    private final long instance;
    private volatile JobExecutionImpl execution;
    private volatile JobError failure;

    AttemptRepository(
            ExecutionStore executions, AttemptSteps steps, RunningAttempt attempt, Job model, Instance instance) {
        this.executions = executions;
        this.steps = steps;
        this.attempt = attempt;
        this.lease = Lease.of(attempt);
        this.model = model;
        this.found = instance;
        this.instance = instance.id();
    }

    /** The attempt's own execution, once it was created; kept here because stop listeners live in this object. */
    JobExecutionImpl execution() {
        return execution;
    }

    /** Why a step could not begin, which JBeret notes nowhere. */
    Optional<JobError> failure() {
        return Optional.ofNullable(failure);
    }

    // ---- the instance and its executions

    @Override
    public JobInstanceImpl createJobInstance(Job job, String applicationName, ClassLoader loader) {
        return instance();
    }

    private JobInstanceImpl instance() {
        JobInstanceImpl impl = new JobInstanceImpl(model, null, model.getId());
        impl.setId(instance);
        return impl;
    }

    @Override
    public JobExecutionImpl createJobExecution(JobInstanceImpl jobInstance, Properties parameters) {
        JobExecutionImpl created = new JobExecutionImpl(jobInstance, parameters);
        created.setId((found.isNew()
                        ? found.execution()
                        : executions.create(
                                lease,
                                instance,
                                attempt.number(),
                                attempt.parameters().toString()))
                .orElseThrow(lease::fenced));
        execution = created;
        return created;
    }

    @Override
    public JobExecution getJobExecution(long id) {
        return executions.executions(instance).stream()
                .filter(kept -> kept.id() == id)
                .findFirst()
                .map(this::earlier)
                .orElse(null);
    }

    @Override
    public List<JobExecution> getJobExecutions(JobInstance jobInstance) {
        return new ArrayList<>(
                executions.executions(instance).stream().map(this::earlier).toList());
    }

    private JobExecutionImpl earlier(Execution kept) {
        JobExecutionImpl impl = new JobExecutionImpl(
                instance(),
                kept.id(),
                // JBeret adds those of the attempt to them, and the attempt's are complete
                null,
                date(kept.createdAt()),
                date(kept.startedAt()),
                date(kept.endedAt()),
                date(kept.lastUpdatedAt()),
                kept.batchStatus(),
                kept.exitStatus(),
                null);
        impl.setRestartPosition(kept.restartPosition());
        return impl;
    }

    private static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    @Override
    public void updateJobExecution(JobExecutionImpl updated, boolean fullUpdate, boolean saveParameters) {
        if (!fullUpdate) {
            // that it has started, which was written when it was created, on this thread and just now
            return;
        }
        boolean held = executions.ended(
                lease,
                updated.getExecutionId(),
                updated.getBatchStatus().name(),
                updated.getExitStatus(),
                updated.getRestartPosition());
        if (!held) {
            attempt.fence();
        }
    }

    @Override
    public void stopJobExecution(JobExecutionImpl stopped) {
        // the owner stops its own execution in memory; what others request stands in job.control
    }

    // ---- steps

    @Override
    public StepExecutionImpl createStepExecution(String stepName) {
        return new StepExecutionImpl(stepName);
    }

    @Override
    public void addStepExecution(JobExecutionImpl jobExecution, StepExecutionImpl step) {
        steps.add(jobExecution, step);
    }

    @Override
    public void updateStepExecution(StepExecution step) {
        StepExecutionImpl ended = (StepExecutionImpl) step;
        if (ended.getStepExecutionId() == 0 && ended.getException() != null) {
            failure = StepFailure.ofStep(ended);
        }
        steps.end(ended);
    }

    @Override
    public void savePersistentData(JobExecution jobExecution, AbstractStepExecution step) {
        steps.save(step);
    }

    @Override
    public int savePersistentDataIfNotStopping(JobExecution jobExecution, AbstractStepExecution step) {
        boolean stopRequested = steps.save(step);
        return stopRequested ? 0 : 1;
    }

    @Override
    public StepExecutionImpl findOriginalStepExecutionForRestart(
            String stepName, JobExecutionImpl restarted, ClassLoader loader) {
        return readable(steps.latest(stepName));
    }

    private <S extends AbstractStepExecution> S readable(S kept) {
        try {
            KeptState.check(kept);
            return kept;
        } catch (KeptState.UnreadableException e) {
            failure = new JobError(JobError.DATA_ERROR, ErrorCategory.PERMANENT, e.getMessage());
            throw e;
        }
    }

    @Override
    public int countStepStartTimes(String stepName, long jobInstanceId) {
        return steps.starts(stepName);
    }

    @Override
    public List<StepExecution> getStepExecutions(long jobExecutionId, ClassLoader loader) {
        return execution == null ? List.of() : execution.getStepExecutions();
    }

    // ---- the job's definition

    @Override
    public void addJob(ApplicationAndJobName name, Job job) {
        // known already: it came from the definitions
    }

    @Override
    public Job getJob(ApplicationAndJobName name) {
        return model;
    }

    @Override
    public boolean jobExists(String jobName) {
        return model.getId().equals(jobName);
    }

    @Override
    public Set<String> getJobNames() {
        return Set.of(model.getId());
    }

    @Override
    public JobInstance getJobInstance(long jobInstanceId) {
        return instance();
    }

    @Override
    public List<JobInstance> getJobInstances(String jobName) {
        return List.of(instance());
    }

    @Override
    public int getJobInstanceCount(String jobName) {
        return 1;
    }

    @Override
    public List<Long> getJobExecutionsByJob(String jobName) {
        return executions.executions(instance).stream().map(Execution::id).toList();
    }

    @Override
    public List<Long> getJobExecutionsByJob(String jobName, Integer limit) {
        return getJobExecutionsByJob(jobName).stream().limit(limit).toList();
    }

    @Override
    public List<Long> getRunningExecutions(String jobName) {
        return execution == null || execution.getBatchStatus() != BatchStatus.STARTED
                ? List.of()
                : List.of(execution.getExecutionId());
    }

    // ---- what an attempt never does

    @Override
    public void removeJob(String jobId) {
        throw notAnAttemptsBusiness();
    }

    @Override
    public void removeJobInstance(long jobInstanceId) {
        throw notAnAttemptsBusiness();
    }

    @Override
    public void removeJobExecutions(JobExecutionSelector selector) {
        throw notAnAttemptsBusiness();
    }

    @Override
    public void addPartitionExecution(StepExecutionImpl step, PartitionExecutionImpl partition) {
        // kept when it is given to a thread: only then is it known how many there are
    }

    @Override
    public List<PartitionExecutionImpl> getPartitionExecutions(
            long stepExecutionId, StepExecutionImpl step, boolean notCompletedOnly, ClassLoader loader) {
        return steps.carriedOver(step).stream()
                .filter(partition -> !notCompletedOnly || partition.getBatchStatus() != BatchStatus.COMPLETED)
                .map(this::readable)
                .toList();
    }

    private static UnsupportedOperationException notAnAttemptsBusiness() {
        return new UnsupportedOperationException("an attempt removes nothing: retention does");
    }
}

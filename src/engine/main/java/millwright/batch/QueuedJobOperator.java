package millwright.batch;

import jakarta.batch.operations.JobExecutionAlreadyCompleteException;
import jakarta.batch.operations.JobExecutionIsRunningException;
import jakarta.batch.operations.JobExecutionNotMostRecentException;
import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.JobRestartException;
import jakarta.batch.operations.JobStartException;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.operations.NoSuchJobInstanceException;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import jakarta.batch.runtime.StepExecution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import millwright.batch.ExecutionQueries.Found;
import millwright.database.Database;
import millwright.job.AfterCommit;
import millwright.job.AttemptScope;
import millwright.job.CheckedJob;
import millwright.job.DeadLetters;
import millwright.job.InvalidRequestException;
import millwright.job.JobOverException;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.Jobs;
import millwright.job.NodeSignals;
import millwright.job.ParameterSchema;
import millwright.job.RequestCheck;
import millwright.job.UniqueKeyBusyException;

/**
 * Jakarta Batch's JobOperator on the queue (B6): what it starts are jobs like any other, run by whichever node. Every
 * method is thread-safe, joins the caller's JTA transaction and takes effect at its commit; outside one it is committed
 * when it returns. It never throws {@link jakarta.batch.operations.JobSecurityException}: who may reach it may use it.
 *
 * <p>Unless its definition has a retry policy, what it starts is tried once: its caller sees the execution FAILED and
 * restarts it. An attempt whose node died, or that its definition's policy repeats, is followed by the next JobExecution of
 * the same JobInstance by itself, created when a node begins it; until then the last one is FAILED and cannot be restarted
 * here. Of a job submitted by {@link Jobs}, the first attempt creates instance and execution.
 */
public final class QueuedJobOperator implements JobOperator {

    static final String BY = "job-operator";

    private final BatchDefinitions definitions;
    private final ExecutionQueries queries;
    private final StepQueries steps;
    private final OperatorStore store;
    private final RequestCheck check;
    private final RestartCheck restarts;
    private final Jobs jobs;
    private final DeadLetters deadLetters;
    private final NodeSignals signals;
    private final AfterCommit afterCommit;

    /** @param runner whose definitions can be started */
    public QueuedJobOperator(
            BatchRunner runner,
            Database database,
            RequestCheck check,
            Jobs jobs,
            DeadLetters deadLetters,
            NodeSignals signals,
            AfterCommit afterCommit) {
        this.definitions = runner.batchDefinitions();
        this.queries = new ExecutionQueries(database);
        this.steps = new StepQueries(database);
        this.store = new OperatorStore(database);
        this.check = check;
        this.restarts = new RestartCheck(definitions, check);
        this.jobs = jobs;
        this.deadLetters = deadLetters;
        this.signals = signals;
        this.afterCommit = afterCommit;
    }

    @Override
    public long start(String jobXmlName, Properties jobParameters) {
        if (jobXmlName == null) {
            throw new JobStartException("the job XML's name is null");
        }
        BatchDefinition definition = definitions.get(jobXmlName);
        ParameterSchema schema = definition == null
                ? ParameterSchema.any()
                : definition.definition().parameters();
        CheckedJob job;
        try {
            job = check.of(JobRequest.of(jobXmlName, submitter())
                    .withParameters(OperatorParameters.of(jobParameters, schema)));
        } catch (InvalidRequestException e) {
            throw new JobStartException(e.getMessage(), e);
        }
        if (definition == null) {
            throw new JobStartException(
                    "'" + jobXmlName + "' is a job definition, but no batch job: submit it by Jobs");
        }
        long execution = store.start(job, definition);
        afterCommit.note(List.of(job.id()));
        afterCommit.run(() -> signals.jobsQueued(job.queue()));
        if (job.concurrency().isPresent()) {
            afterCommit.run(signals::workDue);
        }
        return execution;
    }

    private static String submitter() {
        return AttemptScope.find().map(attempt -> attempt.job().submitter()).orElse(BY);
    }

    @Override
    public long restart(long executionId, Properties restartParameters) {
        Found found = found(executionId);
        if (found.status() == BatchStatus.COMPLETED) {
            throw new JobExecutionAlreadyCompleteException("job execution " + executionId + " has COMPLETED");
        }
        if (!found.isNewest()) {
            throw new JobExecutionNotMostRecentException("job execution " + executionId + " of '"
                    + found.instance().name() + "' is followed by another: only the last of a job instance can be"
                    + " restarted");
        }
        restarts.check(found);
        String parameters =
                restartParameters == null ? null : restarts.parameters(found, restartParameters, submitter());
        Optional<Long> next;
        try {
            next = UniqueKeyBusyException.during(
                    () -> "of job " + found.job(), () -> store.restart(found.job(), parameters, submitter()));
        } catch (UniqueKeyBusyException e) {
            throw new JobRestartException(e);
        }
        long execution = next.orElseThrow(() -> RestartCheck.notRestarted(found(executionId)));
        afterCommit.note(List.of(found.job()));
        afterCommit.run(signals::jobsReturned);
        afterCommit.run(signals::workDue);
        return execution;
    }

    @Override
    public void stop(long executionId) {
        Found found = found(executionId);
        if (found.status() == BatchStatus.STOPPING) {
            return;
        }
        if (found.status() != BatchStatus.STARTING && found.status() != BatchStatus.STARTED) {
            throw notRunning(found);
        }
        try {
            jobs.stop(found.job(), submitter());
        } catch (JobOverException e) {
            throw notRunning(found(executionId));
        }
    }

    private static JobExecutionNotRunningException notRunning(Found found) {
        return new JobExecutionNotRunningException(
                "job execution " + found.view().id() + " is " + found.status() + ", so it cannot be stopped");
    }

    @Override
    public void abandon(long executionId) {
        Found found = found(executionId);
        UUID job = found.job();
        if (!store.cancel(executionId, submitter())
                && found.isNewest()
                && found.jobState().equals(Optional.of(JobState.FAILED))) {
            deadLetters.discard(List.of(job), submitter(), "job execution " + executionId + " was abandoned");
        }
        if (!store.abandon(executionId)) {
            throw new JobExecutionIsRunningException(
                    "job execution " + executionId + " cannot be abandoned: an execution" + " of its job instance "
                            + found.instance().id() + " runs");
        }
        afterCommit.run(signals::workDue);
    }

    @Override
    public Set<String> getJobNames() {
        Set<String> names = new TreeSet<>(queries.names());
        names.addAll(definitions.jobNames());
        return names;
    }

    @Override
    public int getJobInstanceCount(String jobName) {
        int count = (int) Math.min(Integer.MAX_VALUE, queries.instanceCount(known(jobName)));
        refuseUnknown(count == 0, jobName);
        return count;
    }

    @Override
    public List<JobInstance> getJobInstances(String jobName, int start, int count) {
        List<JobInstance> instances =
                new ArrayList<>(queries.instances(known(jobName), Math.max(0, start), Math.max(0, count)));
        refuseUnknown(instances.isEmpty(), jobName);
        return instances;
    }

    @Override
    public List<Long> getRunningExecutions(String jobName) {
        List<Long> running = queries.running(known(jobName));
        refuseUnknown(running.isEmpty(), jobName);
        return running;
    }

    private static String known(String jobName) {
        if (jobName == null) {
            throw new NoSuchJobException("the job's name is null");
        }
        return jobName;
    }

    private void refuseUnknown(boolean nothingFound, String jobName) {
        if (nothingFound && !getJobNames().contains(jobName)) {
            throw new NoSuchJobException("no job is named '" + jobName + "'");
        }
    }

    @Override
    public Properties getParameters(long executionId) {
        return found(executionId).view().getJobParameters();
    }

    @Override
    public JobInstance getJobInstance(long executionId) {
        return found(executionId).instance();
    }

    @Override
    public List<JobExecution> getJobExecutions(JobInstance instance) {
        if (instance == null) {
            throw new NoSuchJobInstanceException("the job instance is null");
        }
        List<JobExecution> executions = new ArrayList<>();
        queries.executions(instance.getInstanceId()).forEach(found -> executions.add(found.view()));
        if (executions.isEmpty() && !queries.instanceExists(instance.getInstanceId())) {
            throw new NoSuchJobInstanceException("there is no job instance " + instance.getInstanceId());
        }
        return executions;
    }

    @Override
    public JobExecution getJobExecution(long executionId) {
        return found(executionId).view();
    }

    @Override
    public List<StepExecution> getStepExecutions(long jobExecutionId) {
        Found found = found(jobExecutionId);
        return steps.of(jobExecutionId, found.view().endedAt() != null);
    }

    private Found found(long executionId) {
        return queries.execution(executionId)
                .orElseThrow(() -> new NoSuchJobExecutionException("there is no job execution " + executionId));
    }
}

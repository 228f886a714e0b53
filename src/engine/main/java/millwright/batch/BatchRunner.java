package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import millwright.batch.ExecutionStore.Execution;
import millwright.batch.ExecutionStore.Instance;
import millwright.database.Database;
import millwright.job.AttemptEnd;
import millwright.job.AttemptRunner;
import millwright.job.JobDefinition;
import millwright.job.OwnTransaction;
import millwright.job.RunningAttempt;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import org.jberet.operations.AbstractJobOperator;
import org.jberet.runtime.JobExecutionImpl;
import org.jberet.spi.BatchEnvironment;

/**
 * Runs an attempt of a batch job on the calling thread: the first starts its JobInstance, every later one restarts it.
 */
public final class BatchRunner implements AttemptRunner {

    private final Database database;
    private final ExecutionStore executions;
    private final StepStore steps;
    private final PartitionStore partitions;
    private final BatchDefinitions definitions;
    private final Optional<StoredInlineJobXml> runsInline;
    private final StoredInlineJobXml inline;
    private final Supplier<ContainerTransactions> transactions;
    private final BeanManager beans;
    private final ClassLoader loader;
    private final PartitionThreads threads;

    /**
     * @param transactions asked on the worker's thread, where the container's names are bound
     * @param loader the application's, which sees its job XML and its artifacts
     * @param threads for partitions and flows
     * @param independently keeps inline job XML whatever becomes of its submitter's transaction
     */
    public BatchRunner(
            Database database,
            Supplier<ContainerTransactions> transactions,
            BeanManager beans,
            ClassLoader loader,
            BatchConfig config,
            PartitionThreads threads,
            OwnTransaction independently) {
        this.database = database;
        this.executions = new ExecutionStore(database);
        this.steps = new StepStore(database);
        this.partitions = new PartitionStore(database);
        this.definitions = new BatchDefinitions(loader, beans);
        this.inline = new StoredInlineJobXml(
                new JobXmlStore(database), definitions.jobXml(), independently, config.inlineXml());
        this.runsInline = Optional.of(inline).filter(allowed -> config.inlineXml());
        this.transactions = transactions;
        this.beans = beans;
        this.loader = loader;
        this.threads = threads;
    }

    @Override
    public Collection<JobDefinition> definitions() {
        List<JobDefinition> all = new ArrayList<>(definitions.all());
        runsInline.ifPresent(allowed -> all.add(StoredInlineJobXml.JOB_DEFINITION));
        return all;
    }

    /** Submits job XML that is not on the class path, where that is allowed. */
    public InlineJobXml inlineJobXml() {
        return inline;
    }

    private BatchDefinition definition(RunningAttempt attempt) {
        return attempt.definition().equals(InlineJobXml.DEFINITION)
                ? inline.of(attempt.parameters())
                : definitions.get(attempt.definition());
    }

    BatchDefinitions batchDefinitions() {
        return definitions;
    }

    @Override
    public AttemptEnd run(RunningAttempt attempt) {
        BatchDefinition definition;
        try {
            definition = definition(attempt);
        } catch (JobXmlException e) {
            return AttemptEnd.failed(
                    new JobError(JobError.CONFIGURATION_ERROR, ErrorCategory.PERMANENT, e.getMessage()));
        }
        Instance instance = executions.instance(
                Lease.of(attempt),
                definition.model().getId(),
                definition.stepCount(),
                definition.hash(),
                attempt.number(),
                attempt.parameters().toString());
        List<Execution> earlier = instance.isNew() ? List.of() : earlier(attempt, instance.id());
        if (!earlier.isEmpty() && !definition.model().getRestartableBoolean()) {
            return notRestartable(attempt);
        }

        if (!earlier.isEmpty()) {
            steps.result(instance.id()).ifPresent(attempt::result);
            if (last(earlier).batchStatus().equals(BatchStatus.COMPLETED.name())) {
                // the node died between the execution's end and the job's: nothing is left to run
                return AttemptEnd.completed(attempt.result());
            }
        }

        AttemptTransactions ownTransactions = transactions(attempt);
        AttemptSteps ownSteps = new AttemptSteps(steps, partitions, ownTransactions, attempt, instance.id());
        AttemptRepository repository =
                new AttemptRepository(executions, ownSteps, attempt, definition.model(), instance);
        AttemptEnvironment environment = environment(attempt, ownTransactions, ownSteps, repository);
        AbstractJobOperator operator = new AbstractJobOperator() {
            @Override
            public BatchEnvironment getBatchEnvironment() {
                return environment;
            }
        };
        Properties parameters = BatchParameters.of(attempt.parameters());
        if (earlier.isEmpty()) {
            operator.start(definition.model(), parameters);
        } else {
            operator.restart(last(earlier).id(), parameters);
        }

        JobExecutionImpl execution = repository.execution();
        attempt.onStop(execution::stop);
        environment.runJob();
        attempt.onStop(() -> {});
        return end(attempt, repository);
    }

    private AttemptTransactions transactions(RunningAttempt attempt) {
        ContainerTransactions container = transactions.get();
        return new AttemptTransactions(
                container.userTransaction(), container.transactionManager(), database, attempt.node());
    }

    private List<Execution> earlier(RunningAttempt attempt, long instance) {
        executions.closeLeftOpen(Lease.of(attempt), instance);
        return executions.executions(instance);
    }

    private static Execution last(List<Execution> executions) {
        return executions.get(executions.size() - 1);
    }

    private AttemptEnvironment environment(
            RunningAttempt attempt,
            AttemptTransactions ownTransactions,
            AttemptSteps ownSteps,
            AttemptRepository repository) {
        ArtifactBeans artifacts = new ArtifactBeans(beans, ownSteps::current);
        return new AttemptEnvironment(
                repository, ownTransactions, artifacts, loader, ownSteps, new AttemptTasks(attempt, threads));
    }

    private static AttemptEnd end(RunningAttempt attempt, AttemptRepository repository) {
        JobExecutionImpl execution = repository.execution();
        BatchStatus status = execution.getBatchStatus();
        if (status == BatchStatus.COMPLETED) {
            return AttemptEnd.completed(attempt.result());
        }
        if (status == BatchStatus.STOPPED) {
            return stopped(attempt);
        }
        return AttemptEnd.failed(repository.failure().orElseGet(() -> StepFailure.of(execution)));
    }

    /** Stopped by somebody or by a stop element of its job XML, until it is restarted; or only on this node. */
    private static AttemptEnd stopped(RunningAttempt attempt) {
        return attempt.stopRequested() && !attempt.isToBeStopped() ? AttemptEnd.released() : AttemptEnd.stopped();
    }

    private static AttemptEnd notRestartable(RunningAttempt attempt) {
        return AttemptEnd.failed(new JobError(
                JobError.CONFIGURATION_ERROR,
                ErrorCategory.PERMANENT,
                "job '" + attempt.definition() + "' is declared restartable=\"false\", so attempt " + attempt.number()
                        + " does not go on where an earlier one ended"));
    }
}

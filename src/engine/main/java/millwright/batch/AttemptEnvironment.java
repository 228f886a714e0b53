package millwright.batch;

import jakarta.transaction.TransactionManager;
import java.util.Properties;
import org.jberet.repository.JobRepository;
import org.jberet.spi.ArtifactFactory;
import org.jberet.spi.BatchEnvironment;
import org.jberet.spi.JobTask;
import org.jberet.spi.JobXmlResolver;

/**
 * What JBeret needs around it, for one attempt. The job itself is held back until the worker asks for it; the flows of a
 * split run side by side where threads are free.
 */
final class AttemptEnvironment implements BatchEnvironment {

    private final AttemptRepository repository;
    private final AttemptTransactions transactions;
    private final ArtifactFactory artifacts;
    private final ClassLoader loader;
    private final AttemptSteps steps;
    private final AttemptTasks tasks;
    private JobTask job;

    AttemptEnvironment(
            AttemptRepository repository,
            AttemptTransactions transactions,
            ArtifactFactory artifacts,
            ClassLoader loader,
            AttemptSteps steps,
            AttemptTasks tasks) {
        this.steps = steps;
        this.tasks = tasks;
        this.repository = repository;
        this.transactions = transactions;
        this.artifacts = artifacts;
        this.loader = loader;
    }

    @Override
    public void submitTask(JobTask task) {
        if (job == null) {
            job = task;
        } else {
            tasks.run(() -> steps.during(null, task));
        }
    }

    /** Runs the job that the operator started to its end, and that of whatever it began on other threads. */
    void runJob() {
        try {
            job.run();
        } finally {
            tasks.awaitEnd();
        }
    }

    AttemptPartitions partitions() {
        return new AttemptPartitions(steps, tasks);
    }

    @Override
    public ClassLoader getClassLoader() {
        return loader;
    }

    @Override
    public ArtifactFactory getArtifactFactory() {
        return artifacts;
    }

    @Override
    public TransactionManager getTransactionManager() {
        return transactions;
    }

    @Override
    public JobRepository getJobRepository() {
        return repository;
    }

    @Override
    public JobXmlResolver getJobXmlResolver() {
        throw new UnsupportedOperationException("the job's model is given, never looked up by name");
    }

    @Override
    public Properties getBatchConfigurationProperties() {
        return new Properties();
    }

    @Override
    public String getApplicationName() {
        return null;
    }
}

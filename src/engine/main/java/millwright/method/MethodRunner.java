package millwright.method;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.AttemptEnd;
import millwright.job.AttemptRunner;
import millwright.job.JobDefinition;
import millwright.job.RunningAttempt;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.retry.RetryPolicy;

/** Runs an attempt of a method job: one call of the method, on the calling thread. */
public final class MethodRunner implements AttemptRunner {

    private static final Logger LOG = Logger.getLogger(MethodRunner.class.getName());

    private final List<JobDefinition> definitions;
    private final Map<String, MethodJob> jobs = new HashMap<>();
    private final RequestScope requests;
    private final OpenTransactions transactions;

    /**
     * @param retry how often and when methods are tried again that do not say it
     * @param transactions what a method may have left open on its thread
     */
    public MethodRunner(JobMethods methods, RetryPolicy retry, BeanManager beans, OpenTransactions transactions) {
        this.definitions = methods.definitions(retry);
        this.requests = new RequestScope(beans);
        this.transactions = transactions;
        methods.jobs().forEach(job -> jobs.put(job.name(), job));
    }

    @Override
    public Collection<JobDefinition> definitions() {
        return definitions;
    }

    @Override
    public AttemptEnd run(RunningAttempt attempt) {
        MethodJob job = jobs.get(attempt.definition());
        // the worker's thread: interrupted while it is in the method, and never once it is out of it
        attempt.onCancel(Thread.currentThread()::interrupt);
        try {
            Optional<JsonValue> returned = requests.during(() -> job.call(attempt));
            returned.ifPresent(attempt::result);
            return transactions.rollBack() ? leftOpen() : AttemptEnd.completed(attempt.result());
        } catch (Throwable thrown) {
            transactions.rollBack();
            return failed(attempt, thrown);
        } finally {
            attempt.onCancel(() -> {});
            Thread.interrupted();
        }
    }

    private static AttemptEnd failed(RunningAttempt attempt, Throwable thrown) {
        if (attempt.isCancelled()) {
            return AttemptEnd.cancelled();
        }
        if (attempt.stopRequested() && thrown instanceof InterruptedException) {
            return AttemptEnd.released();
        }
        LOG.log(Level.WARNING, attempt.definition() + " failed", thrown);
        if (thrown instanceof UnmappableException) {
            return AttemptEnd.failed(new JobError(JobError.DATA_ERROR, ErrorCategory.PERMANENT, thrown.getMessage()));
        }
        return AttemptEnd.failed(thrown);
    }

    private static AttemptEnd leftOpen() {
        return AttemptEnd.failed(new JobError(
                JobError.INTERNAL_ERROR,
                ErrorCategory.PERMANENT,
                "the method returned without ending the transaction it had begun, which was rolled back"));
    }
}

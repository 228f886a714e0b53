package millwright.batch;

import jakarta.batch.operations.JobOperator;
import java.util.concurrent.atomic.AtomicReference;
import org.jberet.spi.JobOperatorContext;

/**
 * Where JBeret's own way to a JobOperator leads, and with it {@code BatchRuntime.getJobOperator()} where the application's
 * class loader finds JBeret first: to the running engine's, and never to JBeret's. Thread-safe.
 */
public final class OperatorContext extends JobOperatorContext {

    private static final AtomicReference<JobOperator> CURRENT = new AtomicReference<>();

    private OperatorContext() {}

    /** From now on it leads to {@code operator}. */
    public static void enter(JobOperator operator) {
        CURRENT.set(operator);
        OperatorContext context = new OperatorContext();
        JobOperatorContext.setJobOperatorContextSelector(() -> context);
    }

    /** Ends that, unless another engine has entered since. From then on whoever asks is told that there is none. */
    public static void leave(JobOperator operator) {
        CURRENT.compareAndSet(operator, null);
    }

    @Override
    public JobOperator getJobOperator() {
        return current();
    }

    static JobOperator current() {
        JobOperator operator = CURRENT.get();
        if (operator == null) {
            throw new IllegalStateException(
                    "there is no JobOperator: Millwright's engine has not started, or has ended");
        }
        return operator;
    }
}

package millwright.items.file;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Whether a writer is closed because its step has come to its end. The specification has one close for that, for a
 * failure, for a stop and before a chunk is tried again; what tells them apart is the step's status, and that a chunk to
 * be tried again has just been rolled back, while the last close has a transaction of its own.
 */
@Dependent
public class StepEnd {

    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

    private final StepContext step;

    @Inject
    public StepEnd(StepContext step) {
        this.step = step;
    }

    public boolean isReached() {
        return step.getBatchStatus() == BatchStatus.STARTED && transactionStatus() == Status.STATUS_ACTIVE;
    }

    @SuppressWarnings("BanJNDI") // a constant name
    private static int transactionStatus() {
        try {
            return ((TransactionSynchronizationRegistry) new InitialContext().lookup(REGISTRY)).getTransactionStatus();
        } catch (NamingException e) {
            throw new IllegalStateException("no " + REGISTRY + ": is this a Jakarta EE server's thread?", e);
        }
    }
}

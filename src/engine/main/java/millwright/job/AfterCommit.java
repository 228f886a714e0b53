package millwright.job;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;

/** Runs something once the caller's JTA transaction has committed, or at once when there is none. */
public final class AfterCommit {

    private final Optional<TransactionSynchronizationRegistry> registry;

    /** @param registry the container's, or empty where there is no JTA */
    public AfterCommit(Optional<TransactionSynchronizationRegistry> registry) {
        this.registry = registry;
    }

    /** Whether the calling thread is in a JTA transaction, as far as that can be known. */
    public boolean isInTransaction() {
        return registry.isEmpty() || registry.get().getTransactionKey() != null;
    }

    /** {@code action} must not touch the database: it runs inside the transaction manager's call back. */
    void run(Runnable action) {
        if (registry.isEmpty() || !isInTransaction()) {
            action.run();
            return;
        }
        registry.get().registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // nothing to add: the job is written already
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    action.run();
                }
            }
        });
    }
}

package millwright.job;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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

    /** Whether the calling thread is in a JTA transaction for certain: what it locks now, it keeps until that ends. */
    boolean keepsLocks() {
        return registry.isPresent() && isInTransaction();
    }

    /** Remembers what the calling thread's transaction, if there is one, has submitted. */
    public void note(Collection<UUID> submitted) {
        if (!keepsLocks()) {
            return;
        }
        Set<UUID> noted = noted();
        if (noted == null) {
            noted = new HashSet<>();
            registry.get().putResource(AfterCommit.class, noted);
        }
        noted.addAll(submitted);
    }

    /** Whether the calling thread is still in the transaction that submitted this job. */
    boolean isNoted(UUID job) {
        return keepsLocks() && noted() != null && noted().contains(job);
    }

    @SuppressWarnings("unchecked") // nobody else has this key
    private Set<UUID> noted() {
        return (Set<UUID>) registry.get().getResource(AfterCommit.class);
    }

    /** {@code action} must not touch the database: it runs inside the transaction manager's call back. */
    public void run(Runnable action) {
        if (!keepsLocks()) {
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

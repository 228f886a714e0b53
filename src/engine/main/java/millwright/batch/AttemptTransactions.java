package millwright.batch;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.util.UUID;
import millwright.database.Database;
import millwright.job.TransactionMark;

/**
 * The transactions of one attempt. What begins and ends one goes through UserTransaction, because only then does the
 * container enlist the job's and the repository's connections in the same transaction: through its raw
 * TransactionManager a chunk's data and its checkpoint ran in different ones. Suspending and resuming is the raw
 * manager's.
 */
final class AttemptTransactions implements TransactionManager {

    // By this mark a rescue finds and ends the open transaction of a frozen process. Shared: the node's transactions do
    // not wait for each other, and nobody ever takes it exclusively.
    private static final String MARK = """
            SELECT pg_advisory_xact_lock_shared(?)
            """;

    private final UserTransaction userTransaction;
    private final TransactionManager raw;
    private final Database database;
    private final long mark;
    private Watch watch;

    // each step and partition of the attempt has its transactions on a thread of its own
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Boolean> begun = ThreadLocal.withInitial(() -> false);

    /** Called around each transaction, on its thread. */
    interface Watch {

        void beginning();

        void committed();

        void rolledBack();
    }

    AttemptTransactions(UserTransaction userTransaction, TransactionManager raw, Database database, UUID node) {
        this.userTransaction = userTransaction;
        this.raw = raw;
        this.database = database;
        this.mark = TransactionMark.of(node);
    }

    /** To be called before the first transaction. */
    void watch(Watch told) {
        watch = told;
    }

    /** Whether the calling thread is inside a chunk's transaction that can still commit. */
    boolean isActive() {
        try {
            return begun.get() && userTransaction.getStatus() == Status.STATUS_ACTIVE;
        } catch (SystemException e) {
            throw new IllegalStateException("the transaction manager does not answer", e);
        }
    }

    /**
     * Rolls back a transaction that the job's own code began on this thread and never ended: what the engine writes
     * next would be part of it, and lost with it.
     *
     * @return whether there was one
     */
    boolean rollBackLeftOpen() {
        try {
            if (begun.get() || userTransaction.getStatus() == Status.STATUS_NO_TRANSACTION) {
                return false;
            }
            userTransaction.rollback();
            return true;
        } catch (SystemException e) {
            throw new IllegalStateException("the transaction manager does not answer", e);
        }
    }

    @Override
    public void begin() throws NotSupportedException, SystemException {
        userTransaction.begin();
        begun.set(true);
        try {
            watch.beginning();
            database.list(MARK, row -> row.getString(1), mark);
        } catch (RuntimeException | Error e) {
            // JBeret does not expect begin to fail half-way: leave nothing open
            begun.remove();
            userTransaction.rollback();
            throw e;
        }
    }

    @Override
    public void commit()
            throws RollbackException, HeuristicMixedException, HeuristicRollbackException, SystemException {
        begun.remove();
        try {
            userTransaction.commit();
        } catch (RollbackException e) {
            watch.rolledBack();
            throw e;
        }
        watch.committed();
    }

    @Override
    public void rollback() throws SystemException {
        begun.remove();
        userTransaction.rollback();
        watch.rolledBack();
    }

    @Override
    public void setRollbackOnly() throws SystemException {
        userTransaction.setRollbackOnly();
    }

    @Override
    public int getStatus() throws SystemException {
        return userTransaction.getStatus();
    }

    @Override
    public void setTransactionTimeout(int seconds) throws SystemException {
        userTransaction.setTransactionTimeout(seconds);
    }

    @Override
    public Transaction getTransaction() throws SystemException {
        return raw.getTransaction();
    }

    @Override
    public Transaction suspend() throws SystemException {
        return raw.suspend();
    }

    @Override
    public void resume(Transaction transaction) throws InvalidTransactionException, SystemException {
        raw.resume(transaction);
    }
}

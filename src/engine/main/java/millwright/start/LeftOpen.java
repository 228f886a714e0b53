package millwright.start;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import millwright.method.OpenTransactions;

/** {@link OpenTransactions} of the container. */
record LeftOpen(TransactionSynchronizationRegistry registry) implements OpenTransactions {

    @Override
    @SuppressWarnings("BanJNDI") // the name is a constant
    public boolean rollBack() {
        if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            return false;
        }
        try {
            ((UserTransaction) new InitialContext().lookup("java:comp/UserTransaction")).rollback();
            return true;
        } catch (NamingException | SystemException e) {
            throw new IllegalStateException("the transaction a job left open cannot be rolled back", e);
        }
    }
}

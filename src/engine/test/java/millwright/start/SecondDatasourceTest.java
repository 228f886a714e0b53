package millwright.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import java.sql.SQLException;
import java.util.Optional;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.Test;

/** J1: who submits beside another datasource learns which two do not go together. */
class SecondDatasourceTest {

    private final SQLException refused = new SQLException(
            "Error in allocating a connection",
            new IllegalStateException("Local transaction already has 1 non-XA Resource: cannot add more resources."));

    /** As Payara has it. */
    public record Held(String getName) {}

    /** As Payara has it, as far as it is looked at. */
    public record Holding(Held getNonXAResource) implements Transaction {

        @Override
        public void commit() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void rollback() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setRollbackOnly() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getStatus() {
            return Status.STATUS_ACTIVE;
        }

        @Override
        public boolean enlistResource(XAResource resource) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean delistResource(XAResource resource, int flag) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void registerSynchronization(Synchronization synchronization) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void bothAreNamedAndItIsSaidWhatToDo() {
        SQLException explained = explained(Optional.of(new Holding(new Held("jdbc/orders"))), refused);
        assertEquals(
                "the transaction has used 'jdbc/orders', which is no XA datasource, and cannot commit 'jdbc/jobs' with it,"
                        + " where the jobs are: make one of the two an XA datasource, submit after the commit, or apart"
                        + " from the transaction with submitIndependently",
                explained.getMessage());
        assertEquals("25000", explained.getSQLState(), "which nobody tries again");
        assertSame(refused, explained.getCause());
    }

    @Test
    void whereTheContainerDoesNotTellTheOtherOursIsNamed() {
        for (Optional<Transaction> unknown :
                java.util.List.of(Optional.<Transaction>empty(), Optional.<Transaction>of(new Holding(null)))) {
            String message = explained(unknown, refused).getMessage();
            assertTrue(message.startsWith("the transaction has used another datasource"), message);
            assertTrue(message.contains("'jdbc/jobs'"), message);
        }
    }

    @Test
    void anyOtherFailureIsLeftAsItIs() {
        SQLException none = new SQLException("no connection within 30 s", "08001");
        assertSame(none, explained(Optional.of(new Holding(new Held("jdbc/orders"))), none));
    }

    private static SQLException explained(Optional<? extends Transaction> transaction, SQLException failure) {
        return new SecondDatasource("jdbc/jobs", () -> transaction.map(one -> one)).explained(failure);
    }
}

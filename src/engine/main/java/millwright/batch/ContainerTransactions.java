package millwright.batch;

import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Finds the container's two transaction objects; their names are the one thing the platform does not standardise. */
public final class ContainerTransactions {

    private static final String USER_TRANSACTION = "java:comp/UserTransaction";

    /** Payara and GlassFish; WildFly; what others also bind. */
    private static final List<String> TRANSACTION_MANAGERS =
            List.of("java:appserver/TransactionManager", "java:jboss/TransactionManager", "java:/TransactionManager");

    private final UserTransaction userTransaction;
    private final TransactionManager transactionManager;

    public ContainerTransactions(UserTransaction userTransaction, TransactionManager transactionManager) {
        this.userTransaction = userTransaction;
        this.transactionManager = transactionManager;
    }

    /** @throws IllegalStateException when the container binds neither under a name known here */
    @SuppressWarnings("BanJNDI") // the names are constants
    public static ContainerTransactions lookUp() {
        try {
            InitialContext context = new InitialContext();
            return new ContainerTransactions(
                    (UserTransaction) context.lookup(USER_TRANSACTION), transactionManager(context));
        } catch (NamingException e) {
            throw new IllegalStateException(USER_TRANSACTION + " is not bound: batch jobs need JTA", e);
        }
    }

    /** The calling thread's transaction; empty also where the container does not give it. */
    public static Optional<Transaction> current() {
        try {
            return Optional.ofNullable(transactionManager(new InitialContext()).getTransaction());
        } catch (NamingException | SystemException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("BanJNDI") // the names are constants
    private static TransactionManager transactionManager(InitialContext context) {
        for (String name : TRANSACTION_MANAGERS) {
            try {
                return (TransactionManager) context.lookup(name);
            } catch (NamingException e) {
                // the name belongs to another container: the next one
            }
        }
        throw new IllegalStateException("no transaction manager is bound under any of " + TRANSACTION_MANAGERS);
    }

    UserTransaction userTransaction() {
        return userTransaction;
    }

    TransactionManager transactionManager() {
        return transactionManager;
    }
}

package millwright.start;

import jakarta.transaction.Transaction;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import millwright.batch.ContainerTransactions;

/**
 * Says in which datasource's way the engine's is. A transaction commits one datasource that is not XA and no more: once
 * it has used another, the container gives it no connection of ours, and does not say of which datasources it speaks.
 *
 * <p>Only what the engine asks for can be explained here. Where an application submits first, it is the connection of
 * its own datasource that it does not get, and the container's word is all there is.
 */
final class SecondDatasource {

    /** Stands in whatever sentence Payara and GlassFish have for it. */
    private static final String REFUSED = "non-XA";

    /** The SQLSTATE of an invalid transaction state: the same would fail again. */
    private static final String INVALID_TRANSACTION_STATE = "25000";

    private final String own;
    private final Supplier<Optional<Transaction>> transaction;

    /** @param own the JNDI name of the engine's datasource */
    SecondDatasource(String own) {
        this(own, ContainerTransactions::current);
    }

    SecondDatasource(String own, Supplier<Optional<Transaction>> transaction) {
        this.own = own;
        this.transaction = transaction;
    }

    /** What to throw in place of {@code failure}, or that itself when it means something else. */
    SQLException explained(SQLException failure) {
        if (!isRefused(failure)) {
            return failure;
        }
        String other = transaction
                .get()
                .flatMap(SecondDatasource::other)
                .map(name -> "'" + name + "'")
                .orElse("another datasource");
        return new SQLException(
                "the transaction has used " + other + ", which is no XA datasource, and cannot commit '" + own
                        + "' with it, where the jobs are: make one of the two an XA datasource, submit after the commit,"
                        + " or apart from the transaction with submitIndependently",
                INVALID_TRANSACTION_STATE,
                failure);
    }

    private static boolean isRefused(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each.getMessage() != null && each.getMessage().contains(REFUSED)) {
                return true;
            }
        }
        return false;
    }

    /** By the names of Payara's and GlassFish's own methods: no standard one tells what a transaction holds. */
    private static Optional<String> other(Transaction transaction) {
        try {
            Object resource =
                    transaction.getClass().getMethod("getNonXAResource").invoke(transaction);
            return resource == null
                    ? Optional.empty()
                    : Optional.of(String.valueOf(
                            resource.getClass().getMethod("getName").invoke(resource)));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}

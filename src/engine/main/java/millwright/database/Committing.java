package millwright.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/**
 * Sees to it that what is written outside a transaction is committed. A pool may hand out a connection that does not
 * commit by itself: Payara's does after a commit that failed, on a deferred constraint, say, and whatever was written on
 * it next would be lost without a word.
 */
final class Committing {

    private final BooleanSupplier inTransaction;

    /** @param inTransaction whether the calling thread is in a JTA transaction, which commits for it */
    Committing(BooleanSupplier inTransaction) {
        this.inTransaction = inTransaction;
    }

    /** To be called before each use; costs no round trip when all is well. */
    void ensure(Connection connection) throws SQLException {
        if (!connection.getAutoCommit() && !inTransaction.getAsBoolean()) {
            connection.setAutoCommit(true);
        }
    }
}

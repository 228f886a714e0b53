package millwright.database;

import java.lang.reflect.UndeclaredThrowableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/**
 * Sees to it that what is written outside a transaction is committed. A pool may hand out a connection that does not
 * commit by itself: Payara's does after a commit that failed, on a deferred constraint, say, and whatever was written on
 * it next would be lost without a word.
 */
final class Committing {

    /** Its SQLSTATE (PostgreSQL manual, appendix A). */
    private static final String CONNECTION_DOES_NOT_EXIST = "08003";

    private final BooleanSupplier inTransaction;

    /** @param inTransaction whether the calling thread is in a JTA transaction, which commits for it */
    Committing(BooleanSupplier inTransaction) {
        this.inTransaction = inTransaction;
    }

    /** To be called before each use; costs no round trip when all is well. */
    void ensure(Connection connection) throws SQLException {
        if (!commitsByItself(connection) && !inTransaction.getAsBoolean()) {
            connection.setAutoCommit(true);
        }
    }

    /** Payara's wrapper says of a connection that is gone nothing a caller could expect: a proxy's own exception. */
    private static boolean commitsByItself(Connection connection) throws SQLException {
        try {
            return connection.getAutoCommit();
        } catch (UndeclaredThrowableException e) {
            throw new SQLException("the connection is gone: " + e.getCause(), CONNECTION_DOES_NOT_EXIST, e);
        }
    }
}

package millwright.database;

import java.sql.SQLException;

/** A statement that failed, with what its SQLSTATE says about trying again (PostgreSQL manual, appendix A). */
public class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    DatabaseException(SQLException cause) {
        super(cause.getMessage(), cause);
        this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** The five characters of the SQLSTATE, or an empty text. */
    public String sqlState() {
        return sqlState;
    }

    /**
     * The same statement may succeed when repeated: deadlock, serialization failure, lock time-out, lost connection.
     */
    public boolean isTransient() {
        return sqlState.startsWith("40") || isLockTimeout() || isConnectionLost();
    }

    /** Somebody else held a lock for longer than the statement was to wait. */
    public boolean isLockTimeout() {
        return sqlState.equals("55P03");
    }

    /** Two transactions waited for each other in a circle. */
    public boolean isDeadlock() {
        return sqlState.equals("40P01");
    }

    /**
     * The connection is gone, so that nobody knows whether the statement took effect. A pool without one counts too.
     */
    public boolean isConnectionLost() {
        return sqlState.startsWith("08")
                || sqlState.startsWith("57P")
                || sqlState.startsWith("53")
                || sqlState.isEmpty();
    }

    /** The values themselves are refused: they will be again. */
    public boolean isDataError() {
        return sqlState.startsWith("22") || sqlState.startsWith("23");
    }
}

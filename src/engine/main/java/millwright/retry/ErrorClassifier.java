package millwright.retry;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

/** Gives an exception its code and category, by the first link of its cause chain that says something definite (E2). */
public final class ErrorClassifier {

    private static final int DEEPEST = 50;

    private ErrorClassifier() {}

    public static JobError classify(Throwable thrown) {
        Throwable link = thrown;
        for (int depth = 0; link != null && depth < DEEPEST; depth++, link = link.getCause()) {
            if (link instanceof SQLException sql) {
                return ofSql(sql, message(thrown));
            }
            if (link instanceof TimeoutException) {
                return new JobError(JobError.TIMEOUT_ERROR, ErrorCategory.TRANSIENT, message(thrown));
            }
            if (link instanceof IOException) {
                return new JobError(JobError.NETWORK_ERROR, ErrorCategory.TRANSIENT, message(thrown));
            }
        }
        return new JobError(JobError.INTERNAL_ERROR, ErrorCategory.PERMANENT, message(thrown));
    }

    private static JobError ofSql(SQLException sql, String message) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        if (state.startsWith("22") || state.startsWith("23")) {
            return new JobError(JobError.DATA_ERROR, ErrorCategory.PERMANENT, message);
        }
        // no state at all: no answer of a database's, but a pool that had no connection to give
        if (state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.startsWith("57")) {
            return new JobError(JobError.NETWORK_ERROR, ErrorCategory.TRANSIENT, message);
        }
        return new JobError(JobError.INTERNAL_ERROR, ErrorCategory.PERMANENT, message);
    }

    /** The outermost message, or the first below it that says more than a class name. */
    private static String message(Throwable thrown) {
        Throwable link = thrown;
        for (int depth = 0; link != null && depth < DEEPEST; depth++, link = link.getCause()) {
            String message = link.getMessage();
            boolean wrapsItsCause = link.getCause() != null
                    && message != null
                    && message.startsWith(link.getCause().getClass().getName());
            if (message != null && !message.isBlank() && !wrapsItsCause) {
                return message;
            }
        }
        return thrown.getClass().getSimpleName();
    }
}

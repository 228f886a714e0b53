package millwright.retry;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * The built-in rules: gives an exception its code and category, by the first link of its cause chain that says
 * something definite (E2).
 */
public final class ErrorClassifier {

    // By name, as an application may have these classes and this library not.
    private static final List<ErrorRule> WELL_KNOWN = List.of(
            rule("java.net.SocketTimeoutException", JobError.TIMEOUT_ERROR, ErrorCategory.TRANSIENT),
            rule("java.net.http.HttpTimeoutException", JobError.TIMEOUT_ERROR, ErrorCategory.TRANSIENT),
            rule(
                    "org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException",
                    JobError.TIMEOUT_ERROR,
                    ErrorCategory.TRANSIENT),
            rule("jakarta.ws.rs.ServerErrorException", JobError.API_ERROR, ErrorCategory.TRANSIENT),
            rule("jakarta.ws.rs.ClientErrorException", JobError.API_ERROR, ErrorCategory.PERMANENT),
            rule("jakarta.persistence.OptimisticLockException", JobError.DATA_ERROR, ErrorCategory.TRANSIENT),
            rule("jakarta.persistence.PessimisticLockException", JobError.DATA_ERROR, ErrorCategory.TRANSIENT),
            rule("jakarta.validation.ValidationException", JobError.DATA_ERROR, ErrorCategory.PERMANENT),
            rule("jakarta.json.JsonException", JobError.DATA_ERROR, ErrorCategory.PERMANENT),
            rule("java.time.format.DateTimeParseException", JobError.DATA_ERROR, ErrorCategory.PERMANENT),
            rule("java.lang.NumberFormatException", JobError.DATA_ERROR, ErrorCategory.PERMANENT),
            rule("javax.naming.NamingException", JobError.CONFIGURATION_ERROR, ErrorCategory.PERMANENT),
            rule("java.lang.ClassNotFoundException", JobError.CONFIGURATION_ERROR, ErrorCategory.PERMANENT),
            rule("java.lang.NoClassDefFoundError", JobError.CONFIGURATION_ERROR, ErrorCategory.PERMANENT));

    private ErrorClassifier() {}

    public static JobError classify(Throwable thrown) {
        return asTheJobSays(thrown).orElseGet(() -> byClass(thrown)).from(ErrorOrigin.of(thrown));
    }

    /** What a {@link JobException} in the chain says, the outermost first. */
    static Optional<JobError> asTheJobSays(Throwable thrown) {
        return CauseChain.of(thrown).stream()
                .filter(JobException.class::isInstance)
                .map(JobException.class::cast)
                .findFirst()
                .map(said -> new JobError(
                        said.code(),
                        said.category(),
                        CauseChain.message(thrown),
                        said.retryAfter().orElse(null),
                        ErrorOrigin.of(thrown)));
    }

    private static JobError byClass(Throwable thrown) {
        String message = CauseChain.message(thrown);
        for (Throwable link : CauseChain.of(thrown)) {
            if (link instanceof SQLException sql) {
                return ofSql(sql, message);
            }
            for (ErrorRule rule : WELL_KNOWN) {
                if (rule.isOfClass(link.getClass())) {
                    return new JobError(rule.code(), rule.category(), message);
                }
            }
            if (link instanceof TimeoutException) {
                return new JobError(JobError.TIMEOUT_ERROR, ErrorCategory.TRANSIENT, message);
            }
            if (link instanceof IOException) {
                return new JobError(JobError.NETWORK_ERROR, ErrorCategory.TRANSIENT, message);
            }
        }
        return new JobError(JobError.INTERNAL_ERROR, ErrorCategory.PERMANENT, message);
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

    private static ErrorRule rule(String exception, String code, ErrorCategory category) {
        return new ErrorRule(exception, code, category);
    }
}

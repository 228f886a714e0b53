package millwright.retry;

import java.time.Duration;
import java.util.Optional;

/**
 * Thrown by a job's own code to say what went wrong in words the engine decides on: the code and the category stand as
 * given, wherever in the cause chain this is found, and the rules for exception classes are not asked.
 */
public class JobException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_CODE = 100;

    private final String code;
    private final ErrorCategory category;
    private final Duration retryAfter;

    /**
     * @param code one of DESIGN's such as {@code API_ERROR}, or the job's own: 1 to 100 letters, digits, {@code _},
     *     {@code .} and {@code -}
     * @param category whether trying again can help
     * @throws IllegalArgumentException when the code is none
     */
    public JobException(String code, ErrorCategory category, String message) {
        this(code, category, null, message, null);
    }

    public JobException(String code, ErrorCategory category, String message, Throwable cause) {
        this(code, category, null, message, cause);
    }

    /**
     * @param retryAfter when to try again, from zero, in place of the delay the policy draws, if it is tried again at
     *     all; after 365 days at the latest; or null
     */
    public JobException(String code, ErrorCategory category, Duration retryAfter, String message, Throwable cause) {
        super(message, cause);
        if (!isCode(code)) {
            throw new IllegalArgumentException("the error code is '" + code + "', expected 1 to " + LONGEST_CODE
                    + " letters, digits, '_', '.' and '-'");
        }
        if (retryAfter != null && retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter is " + retryAfter + ", expected a duration from zero");
        }
        this.code = code;
        this.category = category == null ? ErrorCategory.PERMANENT : category;
        this.retryAfter = retryAfter;
    }

    /** Whether {@code text} can be an error's code. */
    public static boolean isCode(String text) {
        return text != null && text.matches("[A-Za-z0-9_.-]{1," + LONGEST_CODE + "}");
    }

    public String code() {
        return code;
    }

    public ErrorCategory category() {
        return category;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}

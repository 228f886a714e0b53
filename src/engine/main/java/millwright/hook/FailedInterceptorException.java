package millwright.hook;

/** An {@link AttemptInterceptor} that failed, and with it the attempt. */
public class FailedInterceptorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FailedInterceptorException(String place, Exception cause) {
        super(
                place + " failed: "
                        + (cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage()),
                cause);
    }
}

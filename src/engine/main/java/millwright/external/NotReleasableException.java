package millwright.external;

/** A job that its caller has begun itself cannot be given to others. */
public class NotReleasableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    NotReleasableException(String message) {
        super(message);
    }
}

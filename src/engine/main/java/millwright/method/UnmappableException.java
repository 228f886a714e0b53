package millwright.method;

/** A Java type that JSON cannot stand for, or a value that does not fit the one it stands for. */
final class UnmappableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnmappableException(String message) {
        super(message);
    }

    UnmappableException(String message, Throwable cause) {
        super(message, cause);
    }
}

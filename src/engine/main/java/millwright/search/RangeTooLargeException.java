package millwright.search;

/** A sort that has to read all that fits was asked for of more than it may read; the message is for people. */
public final class RangeTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RangeTooLargeException(String message) {
        super(message);
    }
}

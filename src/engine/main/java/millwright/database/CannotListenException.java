package millwright.database;

/** Connections of this datasource hear no messages; the text says why. */
public final class CannotListenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotListenException(String why) {
        super(why);
    }

    CannotListenException(String why, Throwable cause) {
        super(why, cause);
    }
}

package millwright.access;

/** The name of a new token or user is somebody's already; nothing was written. */
public class NameTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NameTakenException(String name) {
        super("the name '" + name + "' is taken by a user, or by a token that is not revoked");
    }
}

package millwright.access;

/** After this nobody could say who may do what; nothing was written. */
public class LastAdministratorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LastAdministratorException(String name) {
        super("'" + name + "' is the last administrator: make another one first, not narrowed and without an end");
    }
}

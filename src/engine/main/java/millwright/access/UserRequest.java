package millwright.access;

/**
 * A user to be made.
 *
 * @param name in which it submits; 1 to 100 letters, digits and {@code . _ @ -}
 * @param password 12 to 200 characters, not the name
 * @param by who makes it
 */
public record UserRequest(String name, Role role, Scope scope, String password, String by) {

    /** Without the password, which must not reach a log by accident. */
    @Override
    public String toString() {
        return "user " + name + " (" + role + ", " + scope + ") by " + by;
    }
}

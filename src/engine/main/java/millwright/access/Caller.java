package millwright.access;

/**
 * Who calls, once it was recognised.
 *
 * @param name the token's or the user's: the submitter of what it submits
 * @param role what it may do
 * @param scope what that is narrowed to
 */
public record Caller(String name, Role role, Scope scope) {

    /** One whose role is not narrowed. */
    public Caller(String name, Role role) {
        this(name, role, Scope.ALL);
    }

    public boolean may(Permission permission) {
        return role.has(permission);
    }
}

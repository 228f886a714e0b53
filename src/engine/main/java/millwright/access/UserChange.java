package millwright.access;

import java.util.Optional;
import java.util.Set;

/**
 * What is to be different about a user; what is empty stays.
 *
 * @param queues in place of those it was narrowed to
 * @param definitions likewise
 * @param password ends its sessions
 * @param enabled false ends its sessions
 */
public record UserChange(
        Optional<Role> role,
        Optional<Set<String>> queues,
        Optional<Set<String>> definitions,
        Optional<String> password,
        Optional<Boolean> enabled) {

    /** Without the password, which must not reach a log by accident. */
    @Override
    public String toString() {
        return "role " + role + ", queues " + queues + ", definitions " + definitions
                + (password.isPresent() ? ", another password" : "") + ", enabled " + enabled;
    }
}

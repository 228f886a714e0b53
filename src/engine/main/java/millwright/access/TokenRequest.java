package millwright.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A token to be made.
 *
 * @param name in whose name it submits; 1 to 100 letters, digits and {@code . _ @ -}
 * @param expiresAt when it ends by itself, in the future; empty for never
 * @param by who makes it
 */
public record TokenRequest(String name, Role role, Scope scope, Optional<Instant> expiresAt, String by) {}

package millwright.access;

import java.time.Instant;

/**
 * Somebody who signs in with a password.
 *
 * @param lastSignedInAt or null
 * @param disabledAt since when nobody can sign in as this user, or null
 */
public record User(
        String name,
        Role role,
        Scope scope,
        String createdBy,
        Instant createdAt,
        Instant passwordChangedAt,
        Instant lastSignedInAt,
        Instant disabledAt) {}

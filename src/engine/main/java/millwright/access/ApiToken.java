package millwright.access;

import java.time.Instant;
import java.util.UUID;

/**
 * An API token without its secret, which nobody has but its holder.
 *
 * @param createdBy who made it; null for the first administrator's
 * @param expiresAt when it ends by itself, or null
 * @param revokedAt when it was ended, or null
 * @param lastUsedAt to the minute; null when it was never used
 */
public record ApiToken(
        UUID id,
        String name,
        Role role,
        Scope scope,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        Instant revokedAt,
        Instant lastUsedAt) {}

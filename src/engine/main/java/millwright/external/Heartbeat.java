package millwright.external;

import java.time.Instant;
import java.util.Optional;

/**
 * The answer to a worker that is still at it.
 *
 * @param cancelRequested the worker is to end the attempt: the lease is not renewed any more, and when it runs out the job
 *     is CANCELLED
 * @param leaseExpiresAt by when the worker must beat again
 * @param deadline by when the attempt must be over
 */
public record Heartbeat(boolean cancelRequested, Instant leaseExpiresAt, Optional<Instant> deadline) {}

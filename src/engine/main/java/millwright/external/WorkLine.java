package millwright.external;

import java.time.Instant;
import java.util.Optional;

/**
 * A line that a worker adds to the log of its attempt.
 *
 * @param at by the worker's clock; empty for when it arrives
 * @param level {@code INFO} and the like
 * @param text cut to what {@code millwright.log.line-length} allows
 */
public record WorkLine(Optional<Instant> at, System.Logger.Level level, String text) {}

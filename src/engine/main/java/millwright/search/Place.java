package millwright.search;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page ended, and the next one begins after.
 *
 * @param key what is sorted by, in microseconds: since 1970, or a duration; 0 where the id says it
 * @param id of the last job
 * @param since what {@link SearchPage#since} said, so that all pages search the same range
 */
public record Place(long key, UUID id, Optional<Instant> since) {}

package millwright.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Dead letters that failed by the same error.
 *
 * @param id stands for all that they have in common, as long as there is one
 * @param exception what was thrown, and in which method; empty where an error came without
 * @param message of the one that failed last
 * @param last the id of that one
 * @param trend how many failed in each of the last 24 hours, this one last
 */
public record DeadLetterGroup(
        String id,
        String definition,
        String code,
        Optional<String> exception,
        Optional<String> frame,
        String message,
        UUID last,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        List<Long> trend) {}

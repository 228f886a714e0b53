package millwright.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries are asked for; what is empty does not matter.
 *
 * @param target the whole of it
 * @param from the first instant
 * @param to the first instant no longer
 * @param status the answer's
 */
public record AuditQuery(
        Optional<String> actor,
        Optional<String> action,
        Optional<String> target,
        Optional<Integer> status,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** All there are. */
    public static final AuditQuery ALL = new AuditQuery(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}

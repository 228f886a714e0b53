package millwright.web.job;

import java.util.Optional;
import java.util.UUID;

/** The id of a job in a path. */
final class JobId {

    private JobId() {}

    /** Empty unless {@code text} is a UUID in full: Java's own parser takes 1-1-1-1-1 too. */
    static Optional<UUID> read(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

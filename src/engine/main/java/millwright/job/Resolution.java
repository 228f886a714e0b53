package millwright.job;

import java.util.Optional;
import java.util.UUID;

/**
 * What became of one dead letter that was to be retried, redriven or discarded.
 *
 * @param id the dead letter's
 * @param done whether it was; nothing has changed otherwise
 * @param job the job that runs now: itself, or the new one; empty if none does
 * @param problem why it was not done, for a person; else empty
 */
public record Resolution(UUID id, boolean done, Optional<UUID> job, Optional<String> problem) {

    static Resolution done(UUID id, UUID job) {
        return new Resolution(id, true, Optional.ofNullable(job), Optional.empty());
    }

    static Resolution refused(UUID id, String problem) {
        return new Resolution(id, false, Optional.empty(), Optional.of(problem));
    }
}

package millwright.job;

import java.util.Optional;
import java.util.UUID;

/**
 * What became of one of the jobs that somebody acts on, such as a dead letter that was to be redriven.
 *
 * @param id the job's
 * @param done whether it was; nothing has changed otherwise
 * @param job the job that runs now: itself, or the new one; empty if none does
 * @param dependents how many jobs that were cancelled because of it run again, as new jobs
 * @param problem why it was not done, for a person; else empty
 */
public record Resolution(UUID id, boolean done, Optional<UUID> job, int dependents, Optional<String> problem) {

    static Resolution done(UUID id, UUID job, int dependents) {
        return new Resolution(id, true, Optional.ofNullable(job), dependents, Optional.empty());
    }

    static Resolution refused(UUID id, String problem) {
        return new Resolution(id, false, Optional.empty(), 0, Optional.of(problem));
    }
}

package millwright.retention;

import java.time.Instant;
import java.util.Set;
import millwright.job.JobState;

/**
 * Which jobs are to go.
 *
 * @param before those that were over before this time
 * @param states those that ended so: final states, at least one
 * @param queues those of these queues only, or of all where it is empty
 * @param definitions those of these definitions only, or of all where it is empty
 * @param dryRun whether they are only counted
 */
public record CleanupRequest(
        Instant before, Set<JobState> states, Set<String> queues, Set<String> definitions, boolean dryRun) {

    /** @throws IllegalArgumentException when there is no state, or one that is not final */
    public CleanupRequest {
        if (states.isEmpty() || !states.stream().allMatch(JobState::isFinal)) {
            throw new IllegalArgumentException("the states are " + states + ", expected final ones");
        }
        states = Set.copyOf(states);
        queues = Set.copyOf(queues);
        definitions = Set.copyOf(definitions);
    }
}

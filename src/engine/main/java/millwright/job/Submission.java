package millwright.job;

import java.util.List;
import java.util.UUID;

/**
 * What became of a request.
 *
 * @param id the job's: the new one, or the one that has the unique key; null when it was refused
 * @param created whether a job was created
 * @param violations why it was refused; empty unless it was
 */
public record Submission(UUID id, boolean created, List<Violation> violations) {

    static Submission created(UUID id) {
        return new Submission(id, true, List.of());
    }

    static Submission existing(UUID id) {
        return new Submission(id, false, List.of());
    }

    static Submission refused(List<Violation> violations) {
        return new Submission(null, false, violations);
    }

    /** Whether there is no job for this request. */
    public boolean isRefused() {
        return id == null;
    }
}

package millwright.retention;

import java.util.Map;
import millwright.job.JobState;

/**
 * What a clean-up has done.
 *
 * @param jobs how many were deleted, or would have been, by the state in which they ended; a state without any is left out
 * @param isComplete whether these were all: else there was no time for the rest
 */
public record CleanupReport(Map<JobState, Long> jobs, boolean isComplete) {

    public CleanupReport {
        jobs = Map.copyOf(jobs);
    }

    /** How many in all. */
    public long total() {
        return jobs.values().stream().mapToLong(Long::longValue).sum();
    }
}

package millwright.hook;

import java.time.Duration;
import java.util.Optional;
import millwright.job.AttemptOutcome;
import millwright.job.JobContext;
import millwright.retry.JobError;

/**
 * A CDI event: an attempt has ended, on this thread. It is not recorded yet, and is not if its lease was lost meanwhile.
 *
 * @param definition what was run
 * @param error empty unless it failed
 * @param took from beginning to end
 */
public record AttemptEnded(
        String definition, JobContext context, AttemptOutcome outcome, Optional<JobError> error, Duration took) {}

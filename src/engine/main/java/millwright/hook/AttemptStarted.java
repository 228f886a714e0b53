package millwright.hook;

import millwright.job.JobContext;

/**
 * A CDI event: an attempt is about to begin, on this thread.
 *
 * @param definition what is run
 */
public record AttemptStarted(String definition, JobContext context) {}

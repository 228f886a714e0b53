package millwright.queue;

import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.retry.JobError;

/**
 * One line when an attempt begins and one when it ends, on its own thread, whose name says which attempt of which job.
 * A failure is a WARNING; what goes well is FINE, as a busy node ends thousands of attempts a second.
 */
final class AttemptLog {

    private static final Logger LOG = Logger.getLogger(AttemptLog.class.getName());

    private AttemptLog() {}

    static void begun(RunningAttempt attempt) {
        LOG.log(Level.FINE, "{0} begins", attempt.definition());
    }

    static void ended(EndedAttempt ended) {
        Level level = level(ended.outcome());
        if (LOG.isLoggable(level)) {
            JobError error = ended.end().error();
            String why = error == null ? "" : ": " + error.code() + ", " + error.message();
            String next = ended.retryAfter() == null ? "" : "; to be tried again in " + ended.retryAfter();
            LOG.log(level, "{0} ended {1} after {2} ms{3}{4}", new Object[] {
                ended.attempt().definition(), ended.outcome(), String.valueOf(ended.runMillis()), why, next
            });
        }
    }

    private static Level level(AttemptOutcome outcome) {
        return switch (outcome) {
            case COMPLETED -> Level.FINE;
            case FAILED, TIMED_OUT, LOST -> Level.WARNING;
            case STOPPED, CANCELLED, RELEASED -> Level.INFO;
        };
    }
}

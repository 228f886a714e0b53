package millwright.queue;

import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;

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

    static void ended(RunningAttempt attempt, AttemptEnd end, long nanos) {
        Level level = level(end.outcome());
        if (LOG.isLoggable(level)) {
            String error = end.error() == null
                    ? ""
                    : ": " + end.error().code() + ", " + end.error().message();
            LOG.log(level, "{0} ended {1} after {2} ms{3}", new Object[] {
                attempt.definition(), end.outcome(), Long.toString(nanos / 1_000_000), error
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

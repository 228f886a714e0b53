package millwright.job;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what an attempt logs, and leaves out what is more than its limits allow (L2). Thread-safe. */
final class AttemptLines {

    private final AtomicInteger count = new AtomicInteger();

    /** Passes the line on to {@code reports}, or the one line that says that no more is kept, or nothing. */
    void log(RunningAttempt attempt, AttemptReports reports, Instant at, Level level, String text, LogSource source) {
        LogLimits limits = reports.logLimits();
        // it never comes back to the limit, however long the attempt logs on
        int before = count.getAndUpdate(lines -> Math.min(lines + 1, limits.lines() + 1));
        if (before < limits.lines()) {
            reports.logged(line(attempt, at, level, LogLine.fit(text, limits.longest()), source));
        } else if (before == limits.lines()) {
            String rest = "the attempt has logged " + limits.lines()
                    + " lines, as many as are kept (millwright.log.lines): the rest is left out";
            reports.logged(line(attempt, at, Level.WARNING, rest, source));
        }
    }

    private static LogLine line(RunningAttempt attempt, Instant at, Level level, String text, LogSource source) {
        return new LogLine(attempt.jobId(), attempt.number(), attempt.lease(), attempt.node(), at, level, text, source);
    }
}

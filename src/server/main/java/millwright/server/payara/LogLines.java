package millwright.server.payara;

import java.util.logging.LogRecord;

/** For people: one line an entry, with job and attempt where there is one, and the stack trace if there is one. */
final class LogLines extends LogEntryFormatter {

    @Override
    public String format(LogRecord entry) {
        LoggingThread thread = LoggingThread.current();
        StringBuilder line = new StringBuilder()
                .append(time(entry))
                .append(String.format(" %-7s [", entry.getLevel().getName()))
                .append(entry.getLoggerName())
                .append("] ");
        if (thread.works()) {
            line.append("[job ")
                    .append(thread.jobId())
                    .append(" attempt ")
                    .append(thread.attempt())
                    .append("] ");
        }
        line.append(message(entry)).append(System.lineSeparator());
        if (entry.getThrown() != null) {
            line.append(trace(entry.getThrown()));
        }
        return line.toString();
    }
}

package millwright.server.payara;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.logging.Formatter;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * One line an entry, and the stack trace if there is one. Much of Payara logs a key, with the text in its logger's
 * resource bundle and the exception among the parameters: both are looked up, as its own formatter does.
 */
final class LogLines extends Formatter {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    @Override
    public String format(LogRecord entry) {
        if (entry.getResourceBundle() == null && entry.getLoggerName() != null) {
            Logger logger = LogManager.getLogManager().getLogger(entry.getLoggerName());
            entry.setResourceBundle(logger == null ? null : logger.getResourceBundle());
        }
        StringBuilder line = new StringBuilder()
                .append(TIME.format(entry.getInstant()))
                .append(String.format(" %-7s [", entry.getLevel().getName()))
                .append(entry.getLoggerName())
                .append("] ")
                .append(formatMessage(entry).strip());
        Throwable thrown = entry.getThrown();
        if (thrown == null && entry.getParameters() != null) {
            for (Object parameter : entry.getParameters()) {
                if (parameter instanceof Throwable hidden && line.indexOf(hidden.toString()) < 0) {
                    line.append(": ").append(hidden);
                }
            }
        }
        line.append(System.lineSeparator());
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            line.append(trace);
        }
        return line.toString();
    }
}

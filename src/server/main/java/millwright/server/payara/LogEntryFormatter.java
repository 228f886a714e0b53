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
 * What an entry says, whatever it is written as. Much of Payara logs a key, with the text in its logger's resource
 * bundle and the exception among the parameters: both are looked up, as its own formatter does.
 */
abstract class LogEntryFormatter extends Formatter {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** UTC, to the millisecond. */
    static String time(LogRecord entry) {
        return TIME.format(entry.getInstant());
    }

    String message(LogRecord entry) {
        if (entry.getResourceBundle() == null && entry.getLoggerName() != null) {
            Logger logger = LogManager.getLogManager().getLogger(entry.getLoggerName());
            entry.setResourceBundle(logger == null ? null : logger.getResourceBundle());
        }
        String said = formatMessage(entry);
        StringBuilder message = new StringBuilder(said == null ? "" : said.strip());
        if (entry.getThrown() == null && entry.getParameters() != null) {
            for (Object parameter : entry.getParameters()) {
                if (parameter instanceof Throwable hidden && message.indexOf(hidden.toString()) < 0) {
                    message.append(": ").append(hidden);
                }
            }
        }
        return message.toString();
    }

    static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }
}

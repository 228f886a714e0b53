package millwright.server.payara;

import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** How the log is written, named as on the command line. */
public enum LogFormat {
    /** For people: one line an entry, stack traces below it. */
    TEXT,
    /** For programs: one JSON object a line. */
    JSON;

    Formatter formatter() {
        return this == JSON ? new JsonLines() : new LogLines();
    }

    /** A line of the launcher's own, as this format has it. */
    public String launcherLine(String text) {
        if (this == TEXT) {
            return text;
        }
        LogRecord entry = new LogRecord(Level.INFO, text);
        entry.setLoggerName("millwright.launcher");
        return formatter().format(entry).strip();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

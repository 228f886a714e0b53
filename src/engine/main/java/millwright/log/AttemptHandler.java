package millwright.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import millwright.database.Json;
import millwright.database.StorableText;
import millwright.job.AttemptScope;
import millwright.job.LogSource;
import millwright.job.RunningAttempt;

/** Gives what the threads of an attempt log to the attempt as well, beside the root logger's other handlers (L1). */
final class AttemptHandler extends Handler {

    private static final int LONGEST_MESSAGE = 4_000;
    private static final int LONGEST_STACK = 20_000;

    private final Formatter messages = new SimpleFormatter();

    /** What a line's parts themselves log while it is put into words would come back here. */
    @SuppressWarnings("ThreadLocalUsage") // of the one handler there is
    private final ThreadLocal<Boolean> busy = new ThreadLocal<>();

    AttemptHandler() {
        setLevel(java.util.logging.Level.ALL);
    }

    @Override
    public void publish(LogRecord entry) {
        Optional<RunningAttempt> attempt = AttemptScope.find();
        if (attempt.isEmpty() || busy.get() != null) {
            return;
        }
        Level level = level(entry.getLevel());
        if (level.getSeverity() < attempt.get().logLimits().level().getSeverity()) {
            return;
        }
        busy.set(true);
        try {
            capture(attempt.get(), level, entry);
        } finally {
            busy.remove();
        }
    }

    private void capture(RunningAttempt attempt, Level level, LogRecord entry) {
        LogSource source = new LogSource(
                entry.getLoggerName(),
                Thread.currentThread().getName(),
                AttemptScope.place(),
                exception(entry.getThrown()));
        attempt.log(entry.getInstant(), level, message(entry), source);
    }

    @SuppressWarnings("CatchingUnchecked") // whatever a foreign toString throws must not hurt who logs
    private String message(LogRecord entry) {
        try {
            return messages.formatMessage(entry);
        } catch (Exception e) {
            return entry.getMessage();
        }
    }

    @SuppressWarnings("CatchingUnchecked") // as above, of a foreign getMessage
    private static String exception(Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        String message;
        String stack;
        try {
            message = thrown.getMessage();
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            stack = text.toString();
        } catch (Exception e) {
            message = null;
            stack = "";
        }
        return Json.provider()
                .createObjectBuilder()
                .add("class", thrown.getClass().getName())
                .add("message", StorableText.of(message == null ? "" : message, LONGEST_MESSAGE))
                .add("stack", StorableText.of(stack, LONGEST_STACK))
                .build()
                .toString();
    }

    /** As System.Logger itself maps them. */
    private static Level level(java.util.logging.Level level) {
        int value = level.intValue();
        if (value >= java.util.logging.Level.SEVERE.intValue()) {
            return Level.ERROR;
        }
        if (value >= java.util.logging.Level.WARNING.intValue()) {
            return Level.WARNING;
        }
        if (value >= java.util.logging.Level.INFO.intValue()) {
            return Level.INFO;
        }
        return value >= java.util.logging.Level.FINE.intValue() ? Level.DEBUG : Level.TRACE;
    }

    @Override
    public void flush() {
        // lines are written by the reports' own thread
    }

    @Override
    public void close() {
        // nothing is held
    }
}

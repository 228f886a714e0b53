package millwright.server.payara;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.LogRecord;
import millwright.server.console.StartFailure;

/**
 * What the application server logs of an application that fails to start: the same exception three times over, each
 * with its stack, and the reason at the bottom of one of them. Held back, so that the operator reads one line.
 */
final class DeploymentTroubles {
    private static final String SERVER_LOGGERS = "javax.enterprise.";

    private final List<LogRecord> held = new ArrayList<>();

    /** Takes the entry if it is one of those; false if it belongs on the log now. */
    synchronized boolean hold(LogRecord entry) {
        boolean trouble = entry.getThrown() != null
                && entry.getLoggerName() != null
                && entry.getLoggerName().startsWith(SERVER_LOGGERS);
        return trouble && held.add(entry);
    }

    /** The innermost reason of the first of them. */
    synchronized Optional<String> reason() {
        return held.stream().findFirst().map(LogRecord::getThrown).map(thrown -> {
            Throwable cause = thrown;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return StartFailure.reason(cause);
        });
    }

    synchronized List<LogRecord> all() {
        return List.copyOf(held);
    }

    /** Keeps them for whoever needs more than the reason. */
    synchronized void writeTo(Path file) throws IOException {
        LogLines lines = new LogLines();
        StringBuilder text = new StringBuilder();
        held.forEach(entry -> text.append(lines.format(entry)));
        Files.writeString(file, text);
    }
}

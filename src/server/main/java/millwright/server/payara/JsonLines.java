package millwright.server.payara;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.logging.LogRecord;
import org.eclipse.parsson.JsonProviderImpl;

/** For programs: one JSON object a line, the names in snake_case, the stack trace as text. */
final class JsonLines extends LogEntryFormatter {
    // named, not looked up: a thread that logs has the application's class loader, which would find Payara's
    private static final JsonProvider JSON = new JsonProviderImpl();

    @Override
    public String format(LogRecord entry) {
        LoggingThread thread = LoggingThread.current();
        JsonObjectBuilder line = JSON.createObjectBuilder()
                .add("time", time(entry))
                .add("level", entry.getLevel().getName())
                .add("logger", String.valueOf(entry.getLoggerName()))
                .add("thread", thread.name());
        if (thread.works()) {
            line.add("job_id", thread.jobId()).add("attempt", thread.attempt());
        }
        line.add("message", message(entry));
        if (entry.getThrown() != null) {
            line.add("exception", trace(entry.getThrown()));
        }
        return line.build() + "\n";
    }
}

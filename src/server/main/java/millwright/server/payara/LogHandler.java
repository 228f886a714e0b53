package millwright.server.payara;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.logging.ErrorManager;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;
import millwright.server.console.StartFailure;
import millwright.server.console.Terminal;

/**
 * The log's one handler, made by java.util.logging from its name in {@code config/logging.properties}. It brings its
 * own formatter, because Payara replaces those it finds in the configuration.
 */
public final class LogHandler extends StreamHandler {
    private static volatile DeploymentTroubles troubles;
    private static volatile boolean muted;
    private static volatile OutputStream target = new FileOutputStream(FileDescriptor.err);
    private static volatile LogFormat form = LogFormat.TEXT;

    private final LevelOfOthers others = LevelOfOthers.configured();

    public LogHandler() throws UnsupportedEncodingException {
        super(new BufferedOutputStream(target), form.formatter());
        setEncoding(StandardCharsets.UTF_8.name());
        setLevel(Level.ALL);
        setErrorManager(new WriteTroubles());
    }

    /** For handlers made from now on. */
    static void writeTo(OutputStream stream, LogFormat format) {
        target = stream;
        form = format;
    }

    /** From now on the troubles of a deployment go there instead of on the log; with null they no longer do. */
    static void hold(DeploymentTroubles deployment) {
        troubles = deployment;
    }

    /** Nothing is logged any more. */
    static void mute() {
        muted = true;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // what it writes, it writes under the lock
    public void publish(LogRecord entry) {
        // asks java.util.logging for loggers, under a lock of its own: not under this handler's
        if (!muted && others.shows(entry)) {
            write(entry);
        }
    }

    private synchronized void write(LogRecord entry) {
        DeploymentTroubles deployment = troubles;
        if (deployment != null && deployment.hold(entry)) {
            return;
        }
        super.publish(entry);
        flush();
    }

    /** Another handler may still be made for the same stream. */
    @Override
    public synchronized void close() {
        flush();
    }

    /**
     * Told once, on the real standard error: what is printed to {@code System.err} may come back to this handler, whose
     * lock is held here, while another thread that prints waits for it.
     */
    private static final class WriteTroubles extends ErrorManager {
        private boolean told;

        @Override
        public synchronized void error(String message, Exception failure, int code) {
            if (!told) {
                told = true;
                Terminal.error("cannot write the log: " + (failure == null ? message : StartFailure.reason(failure)));
            }
        }
    }
}

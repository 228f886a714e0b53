package millwright.log;

import java.util.logging.Logger;

/**
 * An engine's part in capturing what attempts log. One handler serves all engines of a class loader: a line belongs to
 * the attempt of its thread, whichever engine's that is, and must not be captured twice. Thread-safe.
 */
public final class LogCapture {

    private static final Logger ROOT = Logger.getLogger("");
    private static final AttemptHandler HANDLER = new AttemptHandler();
    private static int engines;

    private boolean started;

    public void start() {
        synchronized (HANDLER) {
            if (!started && engines++ == 0) {
                ROOT.addHandler(HANDLER);
            }
            started = true;
        }
    }

    public void stop() {
        synchronized (HANDLER) {
            if (started && --engines == 0) {
                ROOT.removeHandler(HANDLER);
            }
            started = false;
        }
    }
}

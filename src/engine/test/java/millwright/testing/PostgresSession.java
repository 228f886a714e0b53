package millwright.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Stops the run's PostgreSQL when the last test is over, and says so when the second PostgreSQL is missing. */
public final class PostgresSession implements LauncherSessionListener {

    /** What the build says when it runs the tests of SQL on one PostgreSQL alone. */
    private static final String NONE = "none";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        // unknown where the build only lists the tests, in its own process: that is no run of them
        if (NONE.equals(System.getProperty("millwright.test.also"))) {
            System.out.println("PostgreSQL 15 is not installed in /usr/lib/postgresql/15:"
                    + " the tests of SQL run on the embedded PostgreSQL only");
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        try {
            PostgresServer.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package millwright.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Stops the run's PostgreSQL when the last test is over, and says so when the second PostgreSQL is missing. */
public final class PostgresSession implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty("millwright.test.also", "").isEmpty()) {
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

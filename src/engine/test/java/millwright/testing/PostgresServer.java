package millwright.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The one PostgreSQL server of this test run, started when the first test asks for it: the embedded one, or the
 * installation the system property {@code millwright.test.postgres.home} names.
 */
final class PostgresServer {

    private static final String HOME = "millwright.test.postgres.home";

    private static final Map<String, String> SETTINGS = Map.of(
            "max_connections",
            "200",
            // a lock that a failed test leaves behind must not hang the run
            "idle_in_transaction_session_timeout",
            "60s",
            "autovacuum",
            "off");

    private static Closeable server;
    private static int port;

    private PostgresServer() {}

    static synchronized int port() {
        if (server == null) {
            start();
        }
        return port;
    }

    static synchronized void stop() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    private static void start() {
        try {
            String home = System.getProperty(HOME);
            if (home == null) {
                EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
                SETTINGS.forEach(builder::setServerConfig);
                EmbeddedPostgres embedded = builder.start();
                port = embedded.getPort();
                server = embedded;
            } else {
                InstalledPostgres installed = new InstalledPostgres(Path.of(home), SETTINGS);
                port = installed.port();
                server = installed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }
}

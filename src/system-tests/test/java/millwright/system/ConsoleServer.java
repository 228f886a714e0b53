package millwright.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One server and one browser for all tests of the console: both take longer to start than most tests. */
final class ConsoleServer implements AutoCloseable {

    private final Path folder;
    private final Millwright server;
    private final Api api;
    private HeadlessBrowser browser;

    private ConsoleServer() {
        try {
            folder = Files.createTempDirectory("millwright-console");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int port = Millwright.freePort();
        // few workers, so that jobs are seen to wait
        server = Millwright.run(
                folder, Map.of("MILLWRIGHT_QUEUE_WORKERS", "3"), "serve", "--port", "" + port, "--data", "" + data());
        api = new Api(port, data());
        try {
            api.awaitReady(server);
        } catch (AssertionError e) {
            // nobody else knows of it
            server.close();
            throw e;
        }
    }

    /** Started for the first who asks; where there is none, the test that asks is skipped. */
    HeadlessBrowser browser() {
        if (browser == null) {
            browser = HeadlessBrowser.start();
        }
        return browser;
    }

    Api api() {
        return api;
    }

    Path data() {
        return folder.resolve("data");
    }

    /** For files of the tests. */
    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        if (browser != null) {
            browser.close();
        }
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Started for the first test that needs it, closed when the run is over. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ConsoleServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(ConsoleServer.class))
                    .getOrComputeIfAbsent(ConsoleServer.class, key -> new ConsoleServer(), ConsoleServer.class);
        }
    }
}

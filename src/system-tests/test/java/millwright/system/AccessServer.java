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

/** One server, with an issuer of JWTs beside it, for all tests of who may do what. */
final class AccessServer implements AutoCloseable {

    /** Requests a minute of one caller. */
    static final int RATE = 240;

    private final Path folder;
    private final Millwright server;
    private final Api api;
    private final TokenIssuer issuer;

    private AccessServer() {
        try {
            folder = Files.createTempDirectory("millwright-access");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        issuer = new TokenIssuer();
        int port = Millwright.freePort();
        Path data = folder.resolve("data");
        server = Millwright.run(
                folder,
                Map.of(
                        "MILLWRIGHT_ACCESS_RATE_LIMIT",
                        "" + RATE,
                        "MILLWRIGHT_JWT_ISSUER",
                        issuer.url(),
                        "MILLWRIGHT_JWT_AUDIENCE",
                        TokenIssuer.AUDIENCE),
                "serve",
                "--port",
                "" + port,
                "--data",
                "" + data);
        api = new Api(port, data);
        try {
            api.awaitReady(server);
        } catch (AssertionError e) {
            // nobody else knows of it
            server.close();
            issuer.close();
            throw e;
        }
    }

    Api api() {
        return api;
    }

    TokenIssuer issuer() {
        return issuer;
    }

    /** All it has printed and logged. */
    String output() {
        return server.output();
    }

    @Override
    public void close() throws IOException {
        server.close();
        issuer.close();
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
            return parameter.getParameter().getType() == AccessServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(AccessServer.class))
                    .getOrComputeIfAbsent(AccessServer.class, key -> new AccessServer(), AccessServer.class);
        }
    }
}

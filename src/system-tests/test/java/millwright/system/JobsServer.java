package millwright.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One server with {@link DeskJobs} for all tests of jobs over HTTP. */
final class JobsServer implements AutoCloseable {

    private final Path folder;
    private final Millwright server;
    private final Api api;
    private final Api anna;

    /** @param environment beside what the server has else */
    JobsServer(Map<String, String> environment) throws Exception {
        folder = Files.createTempDirectory("millwright-jobs");
        Path data = folder.resolve("data");
        int port = Millwright.freePort();
        Path jar = DeskJobs.jar(folder);
        server = Millwright.run(
                folder, environment, "serve", "--port", "" + port, "--data", "" + data, "--jobs", "" + jar);
        try {
            api = new Api(port, data).awaitReady(server);
            try (LossTable database = LossTable.embedded(data)) {
                anna = Callers.make(database, "anna", "SUBMITTER", api.address(""), folder);
            }
        } catch (Throwable e) {
            // nobody else knows of it
            server.close();
            throw e;
        }
    }

    /** As its administrator. */
    Api api() {
        return api;
    }

    /** As a submitter. */
    Api anna() {
        return anna;
    }

    /** For files of the tests. */
    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
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
            return parameter.getParameter().getType() == JobsServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(JobsServer.class))
                    .getOrComputeIfAbsent(JobsServer.class, key -> started(), JobsServer.class);
        }

        private static JobsServer started() {
            try {
                return new JobsServer(Map.of("MILLWRIGHT_BATCH_INLINE_XML", "true"));
            } catch (Exception e) {
                throw new AssertionError("the server did not start", e);
            }
        }
    }
}

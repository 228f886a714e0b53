package millwright.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One server for all tests of what operators, workers and listeners ask over HTTP. */
final class OperateServer implements AutoCloseable {

    private static final String TOKEN =
            """
            INSERT INTO millwright.api_token (id, name, hash, role, queues, definitions) VALUES (?, ?, ?, ?, ?, ?)
            """;

    /** How many may follow its events at once. */
    static final int FOLLOWERS = 230;

    private final Path folder;
    private final int port = Millwright.freePort();
    private final Millwright server;
    private final Api api;

    private OperateServer() {
        try {
            folder = Files.createTempDirectory("millwright-operate");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = Millwright.run(
                folder,
                Map.of("MILLWRIGHT_EVENT_FOLLOWERS", "" + FOLLOWERS, "MILLWRIGHT_BATCH_INLINE_XML", "true"),
                "serve",
                "--port",
                "" + port,
                "--data",
                "" + data());
        api = new Api(port, data());
        try {
            api.awaitReady(server);
        } catch (AssertionError e) {
            // nobody else knows of it
            server.close();
            throw e;
        }
    }

    /** As its administrator. */
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

    /** As somebody with a new token of this role. */
    Api as(String name, String role) {
        return as(name, role, List.of(), List.of());
    }

    /** The same, narrowed. */
    Api as(String name, String role, List<String> queues, List<String> definitions) {
        String token = "mw_" + UUID.randomUUID();
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(TOKEN)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, name);
            insert.setBytes(3, MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
            insert.setString(4, role);
            insert.setArray(5, connection.createArrayOf("text", queues.toArray()));
            insert.setArray(6, connection.createArrayOf("text", definitions.toArray()));
            insert.executeUpdate();
            return new Api("http://127.0.0.1:" + port, Files.writeString(folder.resolve(name + "-token"), token));
        } catch (SQLException | NoSuchAlgorithmException | IOException e) {
            throw new AssertionError("no token for " + name, e);
        }
    }

    /** A session of its database. */
    Connection connect() throws SQLException, IOException {
        String password = Files.readString(data().resolve("postgres.password")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + LossTable.embeddedPort(data())
                + "/millwright?user=millwright&password=" + password);
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
            return parameter.getParameter().getType() == OperateServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(OperateServer.class))
                    .getOrComputeIfAbsent(OperateServer.class, key -> new OperateServer(), OperateServer.class);
        }
    }
}

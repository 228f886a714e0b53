package millwright.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL that is installed on this machine, with a data folder of its own; as fast as unsafe settings make it.
 */
final class InstalledPostgres implements Closeable {

    private final Path bin;
    private final Path folder;
    private final Path data;
    private final int port;

    InstalledPostgres(Path home, Map<String, String> settings) throws IOException {
        this.bin = home.resolve("bin");
        this.folder = Files.createTempDirectory("millwright-test-postgresql");
        this.data = folder.resolve("data");
        this.port = freePort();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopQuietly));

        run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "-D", data.toString());
        List<String> options = new ArrayList<>(List.of("-F", "-p", String.valueOf(port), "-h", "localhost"));
        options.addAll(List.of("-c", "synchronous_commit=off", "-c", "unix_socket_directories=" + folder));
        settings.forEach((name, value) -> options.addAll(List.of("-c", name + "=" + value)));
        run(
                "pg_ctl",
                "start",
                "--wait",
                "-D",
                data.toString(),
                "-l",
                folder.resolve("log").toString(),
                "-o",
                String.join(" ", options));
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (Files.exists(data.resolve("postmaster.pid"))) {
            run("pg_ctl", "stop", "--wait", "--mode=immediate", "-D", data.toString());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** For a test run that is ended from outside. */
    private void stopQuietly() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("PostgreSQL in " + folder + " was not stopped: " + e);
        }
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root: in a user namespace of its own it does not see that it does
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolve(program + ".output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + ": " + Files.readString(output, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

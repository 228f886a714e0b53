package millwright.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A domain of its own on Payara Server full: on free ports, on loopback alone, gone when it is closed. */
final class FullServer implements AutoCloseable {

    private static final String DOMAIN = "millwright";
    private static final int ADMIN = 48;
    private static final int HTTP = 80;
    private static final int HIGHEST = 99;
    private static final long LONGEST_COMMAND_MINUTES = 6;

    private final Path domains;
    private final Map<String, String> environment;
    private final int portBase = freePortBase();

    FullServer(Path domains, Map<String, String> environment) {
        this.domains = domains;
        this.environment = environment;
        asadmin("create-domain", "--nopassword=true", "--portbase=" + portBase, "--domaindir=" + domains, DOMAIN);
        listenOnLoopbackAlone();
    }

    int port() {
        return portBase + HTTP;
    }

    Path folder() {
        return domains.resolve(DOMAIN);
    }

    /** The command as an operator types it, without the program's name; what it printed. */
    String asadmin(String... words) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("millwright.payara") + "/bin/asadmin"));
        command.add("--port=" + (portBase + ADMIN));
        command.addAll(List.of(words));
        if (words[0].matches("(start|stop)-domain")) {
            command.addAll(List.of("--domaindir=" + domains, DOMAIN));
        }
        String printed = run(command);
        // multimode ends well whatever became of its commands
        if (printed.lines().anyMatch(line -> line.matches("Command \\S+ failed\\."))) {
            throw new AssertionError(String.join(" ", command) + " printed:\n" + printed);
        }
        return printed;
    }

    /** Names of the threads the server has now. */
    List<String> threads() {
        String dump = run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jstack").toString(),
                Long.toString(process().orElseThrow().pid())));
        return dump.lines()
                .filter(line -> line.startsWith("\""))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    boolean isRunning() {
        return process().isPresent();
    }

    @Override
    public void close() {
        Optional<ProcessHandle> server = process();
        try {
            if (server.isPresent()) {
                asadmin("stop-domain");
            }
        } finally {
            server.filter(ProcessHandle::isAlive).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private Optional<ProcessHandle> process() {
        try {
            Path pid = folder().resolve("config").resolve("pid");
            return Files.exists(pid)
                    ? ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                            .filter(ProcessHandle::isAlive)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(List<String> command) {
        try {
            Path printed = Files.createTempFile("asadmin", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .directory(Path.of(System.getProperty("millwright.config"))
                            .resolve("..")
                            .toFile());
            builder.environment().put("AS_JAVA", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                boolean ended = process.waitFor(LONGEST_COMMAND_MINUTES, TimeUnit.MINUTES);
                String text = Files.readString(printed);
                if (!ended || process.exitValue() != 0) {
                    throw new AssertionError(String.join(" ", command) + (ended ? " failed:\n" : " hangs:\n") + text);
                }
                return text;
            } finally {
                process.destroyForcibly();
                Files.delete(printed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** A new domain listens on every address of the machine; JMS and Hazelcast, which nobody needs, do not listen. */
    private void listenOnLoopbackAlone() {
        Path file = folder().resolve("config").resolve("domain.xml");
        try {
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                            .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                            .replace("<jms-service type=\"EMBEDDED\"", "<jms-service type=\"DISABLED\"")
                            .replaceAll("(<jms-host [^>]*)lazy-init=\"true\"", "$1lazy-init=\"false\"")
                            .replace(
                                    "<hazelcast-config-specific-configuration>",
                                    "<hazelcast-config-specific-configuration enabled=\"false\">"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePortBase() {
        return Await.value(
                "a range of free ports", java.time.Duration.ofSeconds(10), () -> Optional.of(Millwright.freePort())
                        .filter(base -> base + HIGHEST < 65_536
                                && IntStream.rangeClosed(base, base + HIGHEST).allMatch(FullServer::isFree)));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}

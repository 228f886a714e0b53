package millwright.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child process running the packaged {@code millwright.jar}, with what it printed. */
final class Millwright implements AutoCloseable {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;

    private Millwright(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** {@code java -jar millwright.jar} with these arguments; output and errors are kept together. */
    static Millwright run(Path folder, Map<String, String> environment, String... arguments) {
        List<String> command = javaCommand();
        command.addAll(List.of(arguments));
        return start(folder, environment, command);
    }

    /** The same on a pseudo terminal, as a person would see it. */
    static Millwright runOnTerminal(Path folder, Map<String, String> environment, String... arguments) {
        List<String> command = javaCommand();
        command.addAll(List.of(arguments));
        String line = "stty cols 100 rows 30; exec " + String.join(" ", command);
        return start(
                folder,
                environment,
                List.of("script", "--quiet", "--return", "--flush", "--command", line, "/dev/null"));
    }

    private static List<String> javaCommand() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // these servers live for seconds, which the second compiler would spend on their start
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("millwright.jar")));
    }

    /** Any other command, such as another server. */
    static Millwright start(Path folder, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().remove("DATABASE_URL");
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().putAll(environment);
            return new Millwright(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Waits for its end; the exit code. */
    int exitCode() {
        try {
            if (!process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still runs after " + LONGEST_RUN + "; it printed:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }

    /** A real signal: {@code KILL}, {@code INT}, {@code TERM}, {@code STOP}, {@code CONT}. */
    void signal(String name) {
        signal(name, List.of(process.pid()));
    }

    static void signal(String name, List<Long> pids) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        pids.forEach(pid -> command.add(pid.toString()));
        try {
            Process kill = new ProcessBuilder(command).start();
            if (kill.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while signalling", e);
        }
    }

    /** Ends it, whatever state it is in, in the orderly way first: an embedded PostgreSQL goes with it. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        signal("CONT");
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package millwright.benchmarks.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator, a process of its own. */
final class Wrk {

    static final String SCRIPT = "load.lua";

    private static final String COMMAND = "wrk";
    private static final int MOST_THREADS = 2;

    /** What the script prints when it is done. */
    private static final Pattern DONE =
            Pattern.compile("(?m)^wrk requests=(\\d+) micros=(\\d+) p50=(\\d+) p99=(\\d+) errors=(\\d+)$");

    private final Path folder;
    private final String address;
    private final String token;

    /** @param folder for its script */
    Wrk(Path folder, String address, String token) {
        this.folder = folder;
        this.address = address;
        this.token = token;
    }

    /** @throws IllegalStateException when it is not there, saying where it comes from */
    static void check() throws InterruptedException {
        check(COMMAND);
    }

    static void check(String command) throws InterruptedException {
        try {
            new ProcessBuilder(command, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(
                    command + " is not on the path, and it makes the load: apt-get install wrk, or"
                            + " https://github.com/wg/wrk",
                    e);
        }
    }

    /** @param ids the file with those whose status is asked for */
    UnderLoad.Count run(UnderLoad.Kind kind, int connections, Duration time, Path ids)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        COMMAND,
                        "-t" + Math.min(connections, MOST_THREADS),
                        "-c" + connections,
                        "-d" + time.toSeconds() + "s",
                        "--timeout",
                        "10s",
                        "-s",
                        script().toString(),
                        address + "/jobs"))
                .redirectErrorStream(true);
        // by the environment, which others cannot read
        builder.environment().put("MILLWRIGHT_TOKEN", token);
        builder.environment().put("MILLWRIGHT_LOAD", kind.lines());
        builder.environment().put("MILLWRIGHT_IDS", ids.toString());
        Process process = builder.start();
        String output;
        try (InputStream in = process.getInputStream()) {
            output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("wrk ended with " + process.exitValue() + ": " + output);
        }
        return read(output);
    }

    private Path script() throws IOException {
        Path script = folder.resolve(SCRIPT);
        try (InputStream in = Wrk.class.getResourceAsStream(SCRIPT)) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return script;
    }

    static UnderLoad.Count read(String output) {
        Matcher done = DONE.matcher(output);
        if (!done.find()) {
            throw new IllegalStateException("wrk printed no result: " + output);
        }
        return new UnderLoad.Count(
                Long.parseLong(done.group(1)),
                Long.parseLong(done.group(2)) / 1e6,
                Long.parseLong(done.group(3)) / 1e3,
                Long.parseLong(done.group(4)) / 1e3,
                Long.parseLong(done.group(5)));
    }
}

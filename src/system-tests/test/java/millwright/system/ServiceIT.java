package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a service manager runs it: by {@code config/millwright.service}, from the operator's one file. */
class ServiceIT {

    private static final Path CONFIG = Path.of(System.getProperty("millwright.config"));
    private static final Path UNIT = CONFIG.resolve("millwright.service"); // config/millwright.service

    /** Outcomes are written and PostgreSQL stopped in this time, after the jobs had theirs. */
    private static final Duration AFTER_THE_JOBS = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    @Test
    void startsByTheUnitLogsEachJobsLinesUnderItsIdAndStopsInTime() throws IOException {
        Map<String, String> unit = unit();
        int port = Millwright.freePort();
        Path settings = settings(Map.of(
                "millwright.server.port",
                "" + port,
                "millwright.server.log-format",
                "json",
                "millwright.server.log-levels",
                ""
                        + Files.writeString(
                                folder.resolve("levels"),
                                Files.readString(CONFIG.resolve("logging.properties"))
                                        .replace("#millwright.queue.AttemptLog", "millwright.queue.AttemptLog")),
                "millwright.server.post-boot",
                "" + Files.writeString(folder.resolve("more.asadmin"), "set-openapi-configuration --enabled=false\n")));
        List<String> command = List.of(unit.get("ExecStart")
                .replace("/usr/bin/java", System.getProperty("java.home") + "/bin/java")
                .replace("/opt/millwright/millwright.jar", System.getProperty("millwright.jar"))
                .replace("/etc/millwright/server.properties", "" + settings)
                .split(" "));
        try (Millwright server = Millwright.start(folder, Map.of(), command)) {
            Api api = new Api(port, folder.resolve("data")).awaitReady(server);
            assertEquals(403, api.statusOf("/openapi").orElseThrow(), "the operator's own command was not run");
            String id = api.submit("{\"year\": 2001}");
            assertEquals("COMPLETED", api.awaitOver(id, Duration.ofMinutes(1)).getString("state"));
            String refused = api.submit("{\"file\": \"/nowhere/losses.csv\"}");
            assertEquals("FAILED", api.awaitOver(refused, Duration.ofMinutes(1)).getString("state"));

            long told = System.nanoTime();
            server.signal(unit.get("KillSignal").replaceFirst("^SIG", ""));
            assertEquals(0, server.exitCode(), server::output);
            Duration took = Duration.ofNanos(System.nanoTime() - told);
            assertTrue(took.compareTo(stopTime(unit)) < 0, () -> "stopped only after " + took);

            List<JsonObject> log = server.output().lines().map(Api::json).toList();
            assertAll(
                    () -> assertLogged(log, id, "millwright.samples.capital.CapitalBatchlet", "INFO"),
                    () -> assertLogged(log, id, "millwright.queue.AttemptLog", "FINE"),
                    () -> assertLogged(log, refused, "millwright.queue.AttemptLog", "WARNING"),
                    () -> assertTrue(log.stream()
                            .anyMatch(line -> line.containsKey("exception")
                                    && line.getString("job_id", "").equals(refused))),
                    () -> assertTrue(log.stream().anyMatch(line -> !line.containsKey("job_id"))),
                    () -> assertFalse(server.output().contains(api.token()), "the token is in the log"));
        }
    }

    @Test
    void theUnitGivesTheJobsTheirTime() throws IOException {
        Duration drain = Files.readAllLines(CONFIG.resolve("server.properties")).stream()
                .filter(line -> line.startsWith("#millwright.queue.drain-timeout="))
                .map(line -> Duration.parse(line.substring(line.indexOf('=') + 1)))
                .findFirst()
                .orElseThrow();
        assertTrue(stopTime(unit()).compareTo(drain.plus(AFTER_THE_JOBS)) >= 0);
        // a signal to its PostgreSQL too would end it before the last outcome is written
        assertEquals("mixed", unit().get("KillMode"));
    }

    @Test
    void systemdUnderstandsTheUnit() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "systemd is not installed");
        // a copy, with a program that is there wherever Java is installed
        Path copy = Files.writeString(
                folder.resolve("millwright.service"),
                Files.readString(UNIT).replace("/usr/bin/java", System.getProperty("java.home") + "/bin/java"));
        Path said = folder.resolve("said.txt");
        int exitCode = new ProcessBuilder("systemd-analyze", "verify", "--man=no", copy.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        String about = Files.readAllLines(said).stream()
                .filter(line -> line.contains("millwright.service"))
                .collect(Collectors.joining("\n"));
        assertEquals("", about);
        assertEquals(0, exitCode, () -> "systemd-analyze ended with " + exitCode);
    }

    private static void assertLogged(List<JsonObject> log, String job, String logger, String level) {
        assertTrue(
                log.stream()
                        .anyMatch(line -> line.getString("logger").equals(logger)
                                && line.getString("level").equals(level)
                                && line.getString("job_id", "").equals(job)
                                && line.getInt("attempt", 0) == 1),
                () -> "no line of " + logger + " at " + level + " for job " + job + " in " + log);
    }

    /** The operator's copy, with these values in the place of the defaults. */
    private Path settings(Map<String, String> values) throws IOException {
        List<String> lines = Files.readAllLines(CONFIG.resolve("server.properties")).stream()
                .map(line -> {
                    String key = line.replaceFirst("^#", "").replaceFirst("=.*", "");
                    return values.containsKey(key) ? key + "=" + values.get(key) : line;
                })
                .toList();
        return Files.write(folder.resolve("server.properties"), lines);
    }

    private static Map<String, String> unit() throws IOException {
        return Files.readAllLines(UNIT).stream()
                .filter(line -> line.matches("[A-Za-z]+=.*"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
    }

    private static Duration stopTime(Map<String, String> unit) {
        return Duration.ofSeconds(Long.parseLong(unit.get("TimeoutStopSec")));
    }
}

package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What cannot start says why in one clear line, ends with an exit code, and leaves nothing half-started. */
class RefusalIT {

    @TempDir
    private Path folder;

    @Test
    void namesAWrongArgumentAndTheNearestKnownOne() {
        assertRefused(2, Map.of(), List.of("--prot", "--port"), "serve", "--prot", "8081");
        assertRefused(2, Map.of(), List.of("sreve", "serve"), "sreve");
        assertRefused(2, Map.of(), List.of("--port", "70000"), "serve", "--port", "70000");
        assertRefused(2, Map.of(), List.of("--port", "many"), "serve", "--port", "many");
    }

    @Test
    void namesTheLineOfASettingThatCannotBe() throws IOException {
        Files.writeString(folder.resolve("server.properties"), "# mine\nmillwright.queue.workres=4\n");
        assertRefused(
                2,
                Map.of(),
                List.of("server.properties, line 2", "millwright.queue.workres", "millwright.queue.workers"),
                "serve",
                "--config=server.properties");
        Files.writeString(folder.resolve("server.properties"), "millwright.server.port=many\n");
        assertRefused(
                2,
                Map.of(),
                List.of("server.properties, line 1", "--port", "many"),
                "serve",
                "--config=server.properties");
        assertRefused(2, Map.of(), List.of("nowhere.properties"), "serve", "--config", "nowhere.properties");
        assertRefused(2, Map.of(), List.of("--post-boot", "nowhere"), "serve", "--post-boot", "nowhere");
        assertFalse(Files.exists(folder.resolve("data")), "a data folder was made all the same");
    }

    @Test
    void namesATakenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "" + taken.getLocalPort();
            assertRefused(1, Map.of(), List.of(port), "serve", "--port", port, "--data", "data");
            assertFalse(Files.exists(folder.resolve("data")), "a data folder was made all the same");
        }
    }

    @Test
    void namesADataFolderThatCannotBeOne() throws IOException {
        Files.writeString(folder.resolve("data"), "a file");
        assertRefused(1, Map.of(), List.of("data"), "serve", "--port", "" + Millwright.freePort(), "--data", "data");
        assertEquals("a file", Files.readString(folder.resolve("data")));
    }

    /** Where nobody may write, not even root, as which these tests may run. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void namesADataFolderThatCannotBeWritten() {
        assertRefused(
                1,
                Map.of(),
                List.of("/proc/millwright"),
                "serve",
                "--port",
                "" + Millwright.freePort(),
                "--data",
                "/proc/millwright");
    }

    @Test
    void namesDataOfAnotherPostgresqlVersion() throws IOException {
        Path postgres = Files.createDirectories(folder.resolve("data").resolve("postgres"));
        Files.writeString(postgres.resolve("PG_VERSION"), "14\n");
        assertRefused(
                1, Map.of(), List.of("14", "pg_dump"), "serve", "--port", "" + Millwright.freePort(), "--data", "data");
    }

    @Test
    void namesAnUnreachableDatabase() {
        String url = "postgresql://somebody:s3cret@127.0.0.1:" + Millwright.freePort() + "/jobs";
        String said = assertRefused(
                1,
                Map.of("DATABASE_URL", url),
                List.of("127.0.0.1"),
                "serve",
                "--port",
                "" + Millwright.freePort(),
                "--data",
                "data");
        assertFalse(said.contains("s3cret"), said);
        assertRefused(
                1,
                Map.of("DATABASE_URL", "mysql://localhost/jobs"),
                List.of("DATABASE_URL"),
                "serve",
                "--data",
                "data");
    }

    @Test
    void namesAnUnknownOrUnfitSetting() {
        assertRefused(
                1,
                Map.of("MILLWRIGHT_QUEUE_WORKRES", "4"),
                List.of("MILLWRIGHT_QUEUE_WORKERS"),
                "serve",
                "--port",
                "" + Millwright.freePort(),
                "--data",
                "data");
        assertFalse(postgresRuns(), "PostgreSQL is left behind");
        assertRefused(
                1,
                Map.of("MILLWRIGHT_QUEUE_WORKERS", "many"),
                List.of("millwright.queue.workers", "many"),
                "serve",
                "--port",
                "" + Millwright.freePort(),
                "--data",
                "data");
        assertFalse(postgresRuns(), "PostgreSQL is left behind");
    }

    @Test
    void namesTheFileAndCommandThatFailedAndALogThatCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("more.asadmin"), "create-jdbc-resource --connectionpoolid=none jdbc/more\n");
        Files.writeString(folder.resolve("file"), "no folder");
        String port = "" + Millwright.freePort();
        String said = assertRefused(
                1,
                Map.of(),
                List.of("more.asadmin: command create-jdbc-resource fails", "none"),
                "serve",
                "--port",
                port,
                "--data",
                "data",
                "--post-boot=more.asadmin");
        assertTrue(said.lines().reduce("", (first, second) -> second).startsWith("millwright: "), said);
        assertRefused(
                1,
                Map.of(),
                List.of("cannot write the log to", "file/server.log"),
                "serve",
                "--port",
                port,
                "--data",
                "data",
                "--log-file=file/server.log");
        assertFalse(postgresRuns(), "PostgreSQL is left behind");
    }

    @Test
    void explainsItselfAsTheReadmeShows() {
        try (Millwright help = Millwright.run(folder, Map.of(), "--help");
                Millwright serveHelp = Millwright.run(folder, Map.of(), "serve", "--help");
                Millwright version = Millwright.run(folder, Map.of(), "--version")) {
            assertAll(
                    () -> assertEquals(0, help.exitCode()),
                    () -> assertEquals(0, serveHelp.exitCode()),
                    () -> assertEquals(0, version.exitCode()),
                    () -> assertTrue(version.output().matches("(?s).*\\d+\\.\\d+\\.\\d+.*"), version.output()));
            List<String> shown = Readme.block("help").stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            List<String> printed = (help.output() + serveHelp.output())
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            assertEquals(printed, shown);
        }
    }

    /** The line it said, beside what it prints of a start that goes on. */
    private String assertRefused(
            int exitCode, Map<String, String> environment, List<String> words, String... arguments) {
        try (Millwright refused = Millwright.run(folder, environment, arguments)) {
            assertEquals(exitCode, refused.exitCode(), refused::output);
            String said = refused.output();
            List<String> errors = said.lines()
                    .filter(line -> words.stream().allMatch(line::contains))
                    .toList();
            assertAll(
                    () -> assertEquals(1, errors.size(), said),
                    () -> assertFalse(said.contains("\tat "), () -> "a stack trace:\n" + said));
            return said;
        }
    }

    private boolean postgresRuns() {
        return Files.exists(folder.resolve("data").resolve("postgres").resolve("postmaster.pid"));
    }
}

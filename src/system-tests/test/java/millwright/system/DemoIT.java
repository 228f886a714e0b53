package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command, from start to Ctrl-C, as a newcomer runs it. */
class DemoIT {

    private static final int MANY = 2_000_000;

    /**
     * BIC, LC, ILM and capital from losses of 37,497,783 in 1992 to 2001; worked out by hand in the sample's own
     * tests.
     */
    private static final List<String> FIGURES =
            List.of("195,000,000.00", "56,246,674.50", "0.736280", "143,574,600.00");

    @TempDir
    private Path folder;

    @Test
    void runsTheSampleJobStaysUpAndEndsInOrder() throws SQLException, IOException {
        Path data = folder.resolve("data");
        String first = toItsResultAndInterrupt(data);
        String second = toItsResultAndInterrupt(data);

        FIGURES.forEach(figure -> assertTrue(first.contains(figure), () -> figure + " is not in:\n" + first));
        assertEquals(table(first), table(second), "the second run gives other figures");
        assertEquals(
                table(String.join("\n", Readme.block("demo-output"))), table(first), "the README shows other figures");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin-token"))));
    }

    private String toItsResultAndInterrupt(Path data) throws SQLException, IOException {
        int port = Millwright.freePort();
        try (Millwright demo = Millwright.run(folder, Map.of(), "demo", "--port", "" + port, "--data", "" + data)) {
            Await.until("the demo has its result", Duration.ofMinutes(2), () -> {
                assertTrue(demo.isAlive(), demo::output);
                return demo.output().contains("Ctrl-C");
            });
            int postgresPort = LossTable.embeddedPort(data);
            Api api = new Api(port, data);
            String newest = Api.json(api.get("/jobs?limit=1").body())
                    .getJsonArray("items")
                    .getJsonObject(0)
                    .getString("id");
            try (LossTable table = LossTable.embedded(data)) {
                SampleJob.assertCompletedWithEveryLossOnce(api.job(newest), table);
            }

            demo.signal("INT");
            assertEquals(0, demo.exitCode(), demo::output);
            assertThrows(
                    ConnectException.class,
                    () -> new Socket(InetAddress.getLoopbackAddress(), postgresPort).close(),
                    "PostgreSQL is left behind");
            assertFalse(Files.exists(data.resolve("postgres").resolve("postmaster.pid")), "PostgreSQL was not stopped");
            return demo.output();
        }
    }

    /** The lines of the result table, from the losses to the capital. */
    private static List<String> table(String output) {
        return output.lines()
                .dropWhile(line -> !line.startsWith("Losses per year"))
                .takeWhile(line -> !line.startsWith("Console"))
                .toList();
    }

    @Test
    void drawsALiveBarOnATerminal() throws IOException {
        Path file = LargeLossFile.write(folder.resolve("large.csv"), MANY);
        int port = Millwright.freePort();
        try (Millwright demo = Millwright.runOnTerminal(
                folder,
                Map.of(),
                "demo",
                "--port",
                "" + port,
                "--data",
                "" + folder.resolve("data"),
                "-P",
                "file=" + file,
                "--exit")) {
            assertEquals(0, demo.exitCode(), demo::output);
            String drawn = demo.output();
            List<Integer> percents = Pattern.compile("import[^\\r\\n]*?(\\d+) %")
                    .matcher(drawn)
                    .results()
                    .map(match -> Integer.valueOf(match.group(1)))
                    .toList();
            assertAll(
                    () -> assertTrue(percents.stream().distinct().count() >= 10, () -> "shown: " + percents),
                    () -> assertEquals(percents.stream().sorted().toList(), percents, "the bar went back"),
                    () -> assertEquals(100, percents.get(percents.size() - 1)),
                    () -> assertTrue(drawn.contains("█"), drawn),
                    () -> assertTrue(drawn.contains("2,000,000 read"), drawn));
        }
    }

    @Test
    void writesPlainLinesWhereThereIsNoTerminal() throws IOException {
        int port = Millwright.freePort();
        try (Millwright demo = Millwright.run(
                folder,
                Map.of(),
                "demo",
                "--port",
                "" + port,
                "--data",
                "" + folder.resolve("data"),
                "-P",
                "file=hostile-strikes.csv",
                "-P",
                "year=2001",
                "--exit")) {
            assertEquals(0, demo.exitCode(), demo::output);
            String written = demo.output();
            assertFalse(written.contains("\r") || written.contains("\u001b"), written);
            assertTrue(written.lines().anyMatch(line -> line.startsWith("import: 100 %")), written);
        }
    }
}

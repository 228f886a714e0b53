package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise 3: a chunk is all or nothing, and a crashed batch job restarts from its last checkpoint, by itself. The
 * server is killed by SIGKILL in the middle of the import and started again on the same data; once in every build,
 * ten times in the long form ({@code -Plong}).
 */
class KillIT {

    /** So that the test need not wait out 15 s for the dead node to be noticed. */
    private static final Map<String, String> QUICK_TO_NOTICE =
            Map.of("MILLWRIGHT_NODE_HEARTBEAT", "PT0.5S", "MILLWRIGHT_NODE_DEAD_AFTER", "PT3S");

    private static final int CHUNKS = 3;

    static IntStream runs() {
        return IntStream.rangeClosed(1, Integer.getInteger("millwright.kill.repeat", 1));
    }

    @ParameterizedTest(name = "run {0}")
    @MethodSource("runs")
    void importsEveryLossOnceThoughKilledInTheMiddle(int run, @TempDir(cleanup = CleanupMode.ALWAYS) Path folder)
            throws SQLException, IOException {
        Path data = folder.resolve("data");
        String job = killInTheMiddleOfTheImport(folder, data);

        int port = Millwright.freePort();
        try (Millwright again =
                Millwright.run(folder, QUICK_TO_NOTICE, "serve", "--port", "" + port, "--data", "" + data)) {
            Api api = new Api(port, data).awaitReady(again);
            JsonObject over = api.awaitOver(job, Duration.ofSeconds(60));
            try (LossTable table = LossTable.embedded(data)) {
                SampleJob.assertCompletedWithEveryLossOnce(over, table);
                assertEquals(2, over.getJsonArray("attempts").size(), () -> over.toString());
                assertEquals(
                        "LOST",
                        over.getJsonArray("attempts").getJsonObject(0).getString("outcome"),
                        () -> over.toString());
                assertEquals(0, table.number("SELECT count(*) FROM millwright.job WHERE state = 'RUNNING'"));
            }
        }
    }

    private static String killInTheMiddleOfTheImport(Path folder, Path data) throws SQLException, IOException {
        int port = Millwright.freePort();
        try (Millwright server =
                Millwright.run(folder, QUICK_TO_NOTICE, "serve", "--port", "" + port, "--data", "" + data)) {
            Api api = new Api(port, data).awaitReady(server);
            try (LossTable table = LossTable.embedded(data)) {
                table.holdUpAfter(CHUNKS);
                String job = api.submit("{}");
                Await.until("the import waits in its next chunk", Duration.ofSeconds(30), table::isHoldingUp);
                long committed = table.number("SELECT count(*) FROM samples.loss_event");
                server.signal("KILL");
                assertEquals(137, server.exitCode());
                table.release();
                assertTrue(committed > 0 && committed < SampleJob.LOSSES, "losses committed before: " + committed);
                return job;
            }
        }
    }
}

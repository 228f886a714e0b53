package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promises 2 and 4: a frozen node's work moves on although the process keeps its row locks, and when it wakes up
 * nothing it does is recorded. Two nodes on one PostgreSQL; the one that runs the import is stopped by SIGSTOP.
 */
class FreezeIT {

    private static final int CHUNKS = 3;

    @Test
    void movesOnTheWorkOfANodeFrozenBetweenCheckpointAndCommit(@TempDir Path folder) throws SQLException, IOException {
        try (ExternalPostgres postgres = new ExternalPostgres()) {
            Map<String, String> environment = Map.of(
                    "DATABASE_URL", postgres.url(),
                    "MILLWRIGHT_NODE_HEARTBEAT", "PT0.5S",
                    "MILLWRIGHT_NODE_DEAD_AFTER", "PT3S");
            Path firstData = folder.resolve("first");
            Path secondData = folder.resolve("second");
            int firstPort = Millwright.freePort();
            int secondPort = Millwright.freePort();
            try (Millwright first =
                    Millwright.run(folder, environment, "serve", "--port", "" + firstPort, "--data", "" + firstData)) {
                Api api = new Api(firstPort, firstData).awaitReady(first);
                try (LossTable table = new LossTable(postgres.jdbcUrl())) {
                    table.holdUpWithinCommitAfter(CHUNKS);
                    String job = api.submit("{}");
                    Await.until("a chunk waits within its commit", Duration.ofSeconds(30), table::isHoldingUp);
                    String frozen = nodeOf(table, job);
                    first.signal("STOP");

                    try (Millwright second = Millwright.run(
                            folder, environment, "serve", "--port", "" + secondPort, "--data", "" + secondData)) {
                        Await.until("the job runs elsewhere", Duration.ofSeconds(60), () -> {
                            String node = nodeOf(table, job);
                            return node != null && !node.equals(frozen);
                        });
                        table.release();
                        Files.createDirectories(secondData);
                        Files.writeString(secondData.resolve("admin-token"), api.token());
                        Api other = new Api(secondPort, secondData).awaitReady(second);
                        JsonObject over = other.awaitOver(job, Duration.ofSeconds(60));
                        SampleJob.assertCompletedWithEveryLossOnce(over, table);

                        first.signal("CONT");
                        Await.until(
                                "the woken node goes on under a new incarnation",
                                Duration.ofSeconds(30),
                                () -> table.number("SELECT count(*) FROM millwright.node WHERE alive") == 2);
                        JsonObject later = api.awaitOver(job, Duration.ofSeconds(30));
                        assertEquals(over, later, "the woken node changed what was recorded");
                        SampleJob.assertCompletedWithEveryLossOnce(later, table);
                        assertTrue(takesJobsAgain(api), "the woken node takes no jobs");
                    }
                }
            }
        }
    }

    private static boolean takesJobsAgain(Api api) {
        JsonObject again = api.awaitOver(api.submit("{}"), Duration.ofSeconds(60));
        assertNotEquals("FAILED", again.getString("state"), () -> again.toString());
        return again.getString("state").equals("COMPLETED");
    }

    private static String nodeOf(LossTable table, String job) {
        return table.text("SELECT max(node::text) FROM millwright.job WHERE id = '" + job + "'");
    }
}

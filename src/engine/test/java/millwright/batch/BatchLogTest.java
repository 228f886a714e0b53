package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.batch.OperatorBench.Node;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.log.LogEntry;
import millwright.testing.Await;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** L1, L3: what the artifacts of a batch job log, on a whole node. */
@PostgresTest
class BatchLogTest {

    private static final java.util.logging.Logger SHOP = java.util.logging.Logger.getLogger("shop");
    private static final java.util.logging.Logger LOG = java.util.logging.Logger.getLogger("shop.Import");
    private static final int ITEMS = 30;

    private final OperatorBench bench;
    private final Script script;

    BatchLogTest(TestDatabase database, @TempDir Path folder) {
        this.bench = new OperatorBench(database, folder);
        this.script = bench.script(ITEMS);
        // whatever the level of the tests' own log
        SHOP.setLevel(java.util.logging.Level.INFO);
    }

    @AfterEach
    void stopAll() {
        bench.stop();
        SHOP.setLevel(null);
    }

    @Test
    void partitionsAndStepsAreNamedInWhatTheyLog() {
        script.processing = number -> LOG.info("number " + number);
        script.last = attempt -> System.getLogger("shop.Last").log(Level.WARNING, "the last step");
        Node node = bench.running();
        UUID job = node.jobs().submit(JobRequest.of("ranges", "anna"));
        Await.until(() -> node.jobs().find(job).orElseThrow().state() == JobState.COMPLETED);
        Await.until(
                () -> shops(node, job).stream().anyMatch(line -> line.message().equals("the last step")));
        List<LogEntry> lines = shops(node, job);
        assertEquals(ITEMS + 1, lines.size(), lines::toString);
        assertEquals(
                IntStream.rangeClosed(1, ITEMS).mapToObj(n -> "number " + n).collect(Collectors.toSet()),
                lines.stream().limit(ITEMS).map(LogEntry::message).collect(Collectors.toSet()));
        for (LogEntry line : lines.subList(0, ITEMS)) {
            int number = Integer.parseInt(line.message().substring("number ".length()));
            assertEquals("spread", line.step());
            assertEquals((number - 1) / 10, line.partition());
            assertEquals(1, line.attempt());
        }
        LogEntry last = lines.get(ITEMS);
        assertEquals("the last step", last.message());
        assertEquals("last", last.step());
        assertNull(last.partition());
        assertEquals(Level.WARNING, last.level());
    }

    @Test
    void whatItLogsIsReadWhileItRuns() {
        CountDownLatch seen = new CountDownLatch(1);
        script.processing = number -> {
            if (number == 15) {
                LOG.info("half");
                seen.await();
            }
        };
        Node node = bench.running();
        UUID job = node.jobs().submit(JobRequest.of("items", "anna"));
        Await.until(() -> shops(node, job).size() == 1);
        assertEquals(JobState.RUNNING, node.jobs().find(job).orElseThrow().state());
        assertEquals("import", shops(node, job).get(0).step());
        seen.countDown();
        Await.until(() -> node.jobs().find(job).orElseThrow().state() == JobState.COMPLETED);
        assertEquals(
                List.of("half"),
                shops(node, job).stream().map(LogEntry::message).toList());
    }

    private static List<LogEntry> shops(Node node, UUID job) {
        return node.engine().jobLog().lines(job, 0, 1_000, Level.INFO).stream()
                .filter(line -> line.logger() != null && line.logger().startsWith("shop."))
                .toList();
    }
}

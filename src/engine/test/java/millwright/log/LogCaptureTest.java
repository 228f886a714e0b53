package millwright.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import millwright.job.AttemptScope;
import millwright.job.DependencyResults;
import millwright.job.LogLimits;
import millwright.job.LogPlace;
import millwright.job.RunningAttempt;
import millwright.queue.ReportWriter;
import millwright.testing.Await;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** L1, L2, L3: what attempts log, as it can be read. */
@PostgresTest
class LogCaptureTest {

    private static final Logger APP = Logger.getLogger("app");
    private static final Logger LOG = Logger.getLogger("app.Import");
    private static final Handler[] BEFORE = Logger.getLogger("").getHandlers();

    private final TestDatabase database;
    private final UUID node;
    private final ReportWriter writer;
    private final JobLog jobLog;
    private final LogCapture capture = new LogCapture();
    private RunningAttempt attempt;

    LogCaptureTest(TestDatabase database) {
        this.database = database;
        this.node = Rows.node(database);
        this.writer = new ReportWriter(database.database(), Thread::new, new LogLimits(Level.INFO, 20, 100));
        this.jobLog = new StoredJobLog(database.database());
    }

    @BeforeEach
    void start() {
        // whatever the level of the tests' own log
        APP.setLevel(java.util.logging.Level.ALL);
        attempt = running();
        writer.start();
        capture.start();
    }

    @AfterEach
    void stop() {
        capture.stop();
        writer.stop();
        APP.setLevel(null);
    }

    @Test
    void whatALoggerSaysIsReadWhileTheAttemptRuns() {
        during(attempt, () -> {
            LOG.log(java.util.logging.Level.INFO, "{0} of {1} rows", new Object[] {"3", "4"});
            LOG.log(java.util.logging.Level.SEVERE, "broken", new IllegalStateException("no disk \0"));
            System.getLogger("app.System").log(Level.WARNING, "by System.Logger");
        });
        List<LogEntry> lines = lines(attempt, 3);
        LogEntry first = lines.get(0);
        assertEquals("3 of 4 rows", first.message());
        assertEquals("app.Import", first.logger());
        assertEquals(Level.INFO, first.level());
        assertEquals(Thread.currentThread().getName(), first.thread());
        assertEquals(1, first.attempt());
        assertNull(first.exception());
        assertNull(first.step());
        assertEquals(Level.ERROR, lines.get(1).level());
        assertEquals(
                IllegalStateException.class.getName(), lines.get(1).exception().getString("class"));
        assertEquals("no disk \uFFFD", lines.get(1).exception().getString("message"));
        assertTrue(lines.get(1).exception().getString("stack").contains("LogCaptureTest"));
        assertEquals("app.System", lines.get(2).logger());
        assertEquals(Level.WARNING, lines.get(2).level());
    }

    @Test
    void otherThreadsOfTheAttemptAreCapturedWithTheirStepAndPartition() throws InterruptedException {
        Thread partition = new Thread(
                () -> during(attempt, () -> {
                    AttemptScope.at(new LogPlace("load", 2));
                    LOG.info("on a partition's thread");
                }),
                "partition-2");
        partition.start();
        partition.join();
        Thread stranger = new Thread(() -> LOG.info("of no attempt"));
        stranger.start();
        stranger.join();
        during(attempt, () -> LOG.info("last"));
        List<LogEntry> lines = lines(attempt, 2);
        assertEquals("partition-2", lines.get(0).thread());
        assertEquals("load", lines.get(0).step());
        assertEquals(2, lines.get(0).partition());
        assertEquals("last", lines.get(1).message());
    }

    @Test
    void eachAttemptHasItsOwnLinesAlsoUnderTwoEngines() {
        LogCapture second = new LogCapture();
        second.start();
        RunningAttempt other = running();
        during(attempt, () -> LOG.info("mine"));
        during(other, () -> LOG.info("another's"));
        second.stop();
        during(attempt, () -> LOG.info("still mine"));
        assertEquals(List.of("mine", "still mine"), messages(lines(attempt, 2)));
        assertEquals(List.of("another's"), messages(lines(other, 1)));
    }

    @Test
    void handlersAreAsBeforeOnceTheLastEngineStops() {
        capture.stop();
        capture.stop();
        assertEquals(Arrays.asList(BEFORE), Arrays.asList(Logger.getLogger("").getHandlers()));
        during(attempt, () -> LOG.info("heard by nobody"));
        attempt.log(Level.INFO, "said to the job");
        assertEquals(List.of("said to the job"), messages(lines(attempt, 1)));
    }

    @Test
    void aLineThatLogsWhileItIsPutIntoWordsIsOneLine() {
        Object talkative = new Object() {
            @Override
            public String toString() {
                LOG.info("from within");
                return "done";
            }
        };
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no words");
            }
        };
        during(attempt, () -> {
            LOG.log(java.util.logging.Level.INFO, "{0}", talkative);
            LOG.log(java.util.logging.Level.INFO, "{0} is broken", broken);
        });
        List<String> messages = messages(lines(attempt, 2));
        assertEquals("done", messages.get(0));
        assertTrue(messages.get(1).endsWith("is broken"), messages::toString);
    }

    @Test
    void noMoreLinesAreKeptThanAllowedNorLongerOnesAndOneSaysSo() {
        during(attempt, () -> {
            LOG.fine("below the level");
            IntStream.range(0, 1_000).forEach(i -> LOG.info("x".repeat(200) + i));
        });
        List<LogEntry> lines = lines(attempt, 21);
        assertEquals(100, lines.get(0).message().length());
        assertEquals(Level.WARNING, lines.get(20).level());
        assertTrue(lines.get(20).message().contains("millwright.log.lines"));
        writer.stop();
        assertEquals(21, jobLog.lines(attempt.jobId(), 0, 100, Level.ALL).size());
    }

    @Test
    void theLastLinesOfAFailedAttemptAreThereThoughTheNextHasBegun() {
        database.sql("UPDATE millwright.job SET lease = 2, attempts = 2, history = jsonb_build_array("
                + "jsonb_build_object('lease', 1, 'node', node, 'attempt', 1, 'outcome', 'FAILED'))");
        attempt.log(Level.INFO, "the last one");
        assertEquals(List.of("the last one"), messages(lines(attempt, 1)));
    }

    @Test
    void anAttemptThatWasDeclaredLostWritesNothing() {
        RunningAttempt alive = running();
        database.sql(
                "UPDATE millwright.job SET lease = 2, history = jsonb_build_array("
                        + "jsonb_build_object('lease', 1, 'node', node, 'attempt', 1, 'outcome', 'LOST')) WHERE id = ?",
                attempt.jobId());
        attempt.log(Level.INFO, "a zombie's");
        alive.log(Level.INFO, "alive");
        lines(alive, 1);
        assertEquals(List.of(), jobLog.lines(attempt.jobId(), 0, 10, Level.ALL));
    }

    @Test
    void linesAreReadPageByPageAndByLevel() {
        IntStream.range(0, 10).forEach(i -> attempt.log(i % 2 == 0 ? Level.INFO : Level.WARNING, "line " + i));
        lines(attempt, 10);
        List<LogEntry> page = jobLog.lines(attempt.jobId(), 0, 4, Level.ALL);
        assertEquals(List.of("line 0", "line 1", "line 2", "line 3"), messages(page));
        page = jobLog.lines(attempt.jobId(), page.get(3).seq(), 2, Level.WARNING);
        assertEquals(List.of("line 5", "line 7"), messages(page));
        assertFalse(jobLog.lines(attempt.jobId(), page.get(1).seq(), 10, Level.ERROR)
                .iterator()
                .hasNext());
    }

    private List<LogEntry> lines(RunningAttempt of, int count) {
        Await.until(() -> jobLog.lines(of.jobId(), 0, 100, Level.ALL).size() >= count);
        List<LogEntry> lines = jobLog.lines(of.jobId(), 0, 100, Level.ALL);
        assertEquals(count, lines.size(), lines::toString);
        return lines;
    }

    private static List<String> messages(List<LogEntry> lines) {
        return lines.stream().map(LogEntry::message).toList();
    }

    private static void during(RunningAttempt attempt, Runnable work) {
        AttemptScope.during(attempt, () -> {
            work.run();
            return null;
        });
    }

    private RunningAttempt running() {
        RunningAttempt each = Rows.running(database, node, 1).get(0);
        each.connect(writer, DependencyResults.NONE);
        return each;
    }
}

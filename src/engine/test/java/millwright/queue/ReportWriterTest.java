package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonValue;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.DependencyResults;
import millwright.job.Progress;
import millwright.job.RunningAttempt;
import millwright.testing.Await;
import millwright.testing.FakeRunner;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.ShakyDataSource;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Q9: what attempts report, as others see it, and what becomes of it when they end. */
@PostgresTest
class ReportWriterTest {

    private final TestDatabase database;
    private final UUID node;
    private final ReportWriter writer;
    private RunningAttempt attempt;

    ReportWriterTest(TestDatabase database) {
        this.database = database;
        this.node = Rows.node(database);
        this.writer = new ReportWriter(database.database(), Thread::new);
    }

    @BeforeEach
    void start() {
        attempt = running();
        writer.start();
    }

    @AfterEach
    void stop() {
        writer.stop();
    }

    @Test
    void theLastProgressIsSeenWhileTheAttemptRuns() {
        attempt.progress(0.25, "a quarter", Json.object("{\"file\": \"a.csv\"}"));
        attempt.recordsProcessed(10);
        attempt.recordsFailed(2);
        Await.until(() -> progress() == 0.25);
        attempt.progress(0.5, "half");
        attempt.recordsProcessed(30);
        Await.until(
                () -> database.isTrue(
                        """
                SELECT fraction = 0.5 AND message = 'half' AND details = '{"file": "a.csv"}'
                   AND records_processed = 40 AND records_failed = 2 AND lease = 1
                  FROM millwright.job_progress
                """));
    }

    @Test
    void progressIsWrittenAtMostOnceASecond() {
        database.sql("CREATE TABLE written (at timestamptz)");
        database.sql(
                """
                CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN INSERT INTO written VALUES (clock_timestamp()); RETURN NULL; END $$
                """);
        database.sql("CREATE TRIGGER note AFTER INSERT OR UPDATE ON millwright.job_progress EXECUTE FUNCTION note()");
        Duration busy = Duration.ofMillis(1_500);
        long end = System.nanoTime() + busy.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            attempt.progress(i / 1e12, "step " + i);
        }
        attempt.progress(1, "done");
        Await.until(() -> progress() == 1);
        // each statement fires the trigger for its insert and for its update
        assertEquals(
                0,
                database.number(
                        """
                        SELECT count(*) FROM written a JOIN written b ON b.at > a.at + interval '100 milliseconds'
                           AND b.at < a.at + interval '900 milliseconds'
                        """));
    }

    @Test
    void anAttemptThatLostItsLeaseWritesNothing() {
        RunningAttempt other = running();
        database.sql("UPDATE millwright.job SET lease = 2 WHERE id = ?", attempt.jobId());
        attempt.progress(0.9, "a zombie's");
        attempt.log(Level.INFO, "a zombie's");
        other.progress(0.1, "alive");
        other.log(Level.INFO, "alive");
        Await.until(() -> database.number("SELECT count(*) FROM millwright.job_progress") > 0);
        Await.until(() -> database.number("SELECT count(*) FROM millwright.job_log") > 0);
        assertEquals("alive", database.text("SELECT string_agg(message, ',') FROM millwright.job_progress"));
        assertEquals("alive", database.text("SELECT string_agg(message, ',') FROM millwright.job_log"));
    }

    @Test
    void theNextAttemptBeginsAnew() {
        attempt.progress(0.9, "the first");
        Await.until(() -> progress() == 0.9);
        database.sql("UPDATE millwright.job SET lease = 2, attempts = 2 WHERE id = ?", attempt.jobId());
        RunningAttempt next = Rows.attempt(attempt.jobId(), node, 2);
        next.connect(writer, DependencyResults.NONE);
        next.progress(0.1, "the second");
        Await.until(() -> progress() == 0.1);
        attempt.progress(0.95, "late");
        Await.until(() -> database.number("SELECT count(*) FROM millwright.job_progress") == 1);
        assertEquals("the second", database.text("SELECT message FROM millwright.job_progress"));
    }

    @Test
    void theRowGoesWhenTheEndIsRecordedAndNotBefore() {
        Semaphore goOn = new Semaphore(0);
        var runner = writer.around(
                FakeRunner.of("work", each -> {
                    each.progress(0.5, "half");
                    goOn.acquireUninterruptibly();
                    return AttemptEnd.completed(null);
                }),
                DependencyResults.NONE);
        Thread worker = new Thread(() -> runner.run(attempt));
        worker.start();
        Await.until(() -> progress() == 0.5);
        goOn.release();
        Await.until(() -> !worker.isAlive());
        assertEquals(0.5, progress());
        assertEquals(
                Set.of(attempt.jobId()),
                new OutcomeStore(database.database())
                        .record(List.of(new EndedAttempt(attempt, AttemptEnd.completed(null))))
                        .jobs());
        Await.until(() -> database.number("SELECT count(*) FROM millwright.job_progress") == 0);
        assertEquals(0.5, attempt.progress().map(Progress::fraction).orElseThrow());
    }

    @Test
    void whatADeadNodeHasLeftIsSwept() {
        database.sql("INSERT INTO millwright.job_progress (job_id, lease) VALUES (gen_random_uuid(), 1)");
        database.sql("INSERT INTO millwright.job_progress (job_id, lease) VALUES (?, 1)", attempt.jobId());
        new ReportStore(database.database()).sweep();
        assertEquals(
                attempt.jobId().toString(),
                database.text("SELECT string_agg(job_id::text, ',') FROM millwright.job_progress"));
    }

    @Test
    void linesKeepTheirOrderAlsoWhenTheyAreManyAndAfterTheEnd() {
        IntStream.range(0, 2_000).forEach(i -> attempt.log(Level.INFO, "line " + i));
        new OutcomeStore(database.database()).record(List.of(new EndedAttempt(attempt, AttemptEnd.completed(null))));
        attempt.log(Level.WARNING, "a last one, with a NUL \0 in it");
        Await.until(() -> database.number("SELECT count(*) FROM millwright.job_log") == 2_001);
        assertTrue(
                database.isTrue(
                        """
                        SELECT bool_and(message = 'line ' || number - 1 AND level = 'INFO' AND attempt = 1)
                          FROM (SELECT *, row_number() OVER (ORDER BY seq) AS number FROM millwright.job_log) AS l
                         WHERE number <= 2000
                        """));
        assertEquals(
                "a last one, with a NUL \uFFFD in it",
                database.text("SELECT message FROM millwright.job_log WHERE level = 'WARNING'"));
    }

    @Test
    void moreLinesThanASecondMayBringAreLeftOut() {
        IntStream.range(0, 100_000).forEach(i -> attempt.log(Level.INFO, "line " + i));
        Await.until(() -> database.number("SELECT count(*) FROM millwright.job_log") > 0);
        assertTrue(database.number("SELECT count(*) FROM millwright.job_log") < 100_000);
    }

    @Test
    void whateverAPoolThrowsIsTriedAgain() {
        ShakyDataSource network = new ShakyDataSource(database.dataSource());
        network.cutWith(new IllegalStateException("no exception of SQL's"));
        ReportWriter shaky = new ReportWriter(new Database(network), Thread::new);
        shaky.start();
        try {
            attempt.connect(shaky, DependencyResults.NONE);
            attempt.progress(0.25, "a quarter");
            Await.until(() -> network.refusals() >= 2);
            network.mend();
            Await.until(() -> progress() == 0.25);
        } finally {
            shaky.stop();
        }
    }

    @Test
    void whatTheDatabaseRefusesHurtsNobodyElse() {
        database.sql("ALTER TABLE millwright.job_progress ADD CHECK (message <> 'refused')");
        RunningAttempt bad = running();
        bad.progress(0.5, "refused", JsonValue.EMPTY_JSON_OBJECT);
        attempt.progress(0.25, "good", JsonValue.EMPTY_JSON_OBJECT);
        Await.until(() -> progress() == 0.25);
        assertNull(database.text("SELECT max(message) FROM millwright.job_progress WHERE job_id = ?", bad.jobId()));
    }

    private RunningAttempt running() {
        RunningAttempt made = Rows.running(database, node, 1).get(0);
        made.connect(writer, DependencyResults.NONE);
        return made;
    }

    private double progress() {
        return database
                .list(
                        "SELECT fraction FROM millwright.job_progress WHERE job_id = ?",
                        row -> row.getDouble(1),
                        attempt.jobId())
                .stream()
                .findFirst()
                .orElse(-1.0);
    }
}

package millwright.job;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.node.NodeSteps;
import millwright.queue.QueueSteps;
import millwright.queue.QueueSteps.Appetite;
import millwright.queue.QueueSteps.Ending;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.TestDatabase;
import millwright.waiting.WaitingSteps;

/** Jobs on a clock that stands still until it is moved, worked on a step at a time. */
abstract class MovedClockTest {

    private static final String EXPIRES_AT = "SELECT expires_at FROM millwright.job WHERE id = ?";

    final TestDatabase database;
    final Jobs jobs;
    final DeadLetters letters;
    final QueueSteps queue;
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final WaitingSteps waiting;
    private final UUID node;

    /** With the definitions {@code work} and, of which each job is to start within 30 seconds, {@code prompt}. */
    MovedClockTest(TestDatabase database) {
        this.database = database;
        this.waiting = new WaitingSteps(database.database());
        this.queue = new QueueSteps(database.database());
        this.node = new NodeSteps(database.database(), 3).join();
        Definitions definitions = new Definitions(List.of(new FakeRunner(
                List.of(
                        FakeRunner.definition("work"),
                        FakeRunner.definition("prompt")
                                .with(JobPolicy.PLAIN.withStartTimeout(Optional.of(Duration.ofSeconds(30))))),
                attempt -> AttemptEnd.completed(null))));
        AfterCommit afterCommit = new AfterCommit(Optional.empty());
        FakeSignals signals = new FakeSignals();
        this.jobs = new StoredJobs(new JobStore(database.database()), definitions, signals, afterCommit);
        this.letters = new StoredDeadLetters(database.database(), new RequestCheck(definitions), signals, afterCommit);
        database.sql("CREATE TABLE millwright.test_clock (at timestamptz NOT NULL)");
        database.sql("INSERT INTO millwright.test_clock VALUES (?)", now);
        database.sql("CREATE OR REPLACE FUNCTION millwright.clock() RETURNS timestamptz LANGUAGE sql STABLE"
                + " AS 'SELECT at FROM millwright.test_clock'");
    }

    static AttemptEnd failed() {
        return AttemptEnd.failed(new JobError(JobError.DATA_ERROR, ErrorCategory.TRANSIENT, "no"));
    }

    /** Of the default queue. */
    List<RunningAttempt> claim() {
        return claim("default");
    }

    List<RunningAttempt> claim(String from) {
        return queue.claim(node, List.of(from), List.of("work", "prompt"), List.of(), new Appetite(10, 0, 0));
    }

    /** Whatever its state, as an outcome does. */
    void complete(UUID id) {
        end(id, AttemptEnd.completed(null));
    }

    void fail(UUID id) {
        end(id, failed());
    }

    void end(UUID id, AttemptEnd end) {
        settle();
        if (state(id) == JobState.SCHEDULED) {
            jobs.runNow(id, "otto");
        }
        RunningAttempt attempt = claim(jobs.find(id).orElseThrow().queue()).stream()
                .filter(one -> one.jobId().equals(id))
                .findFirst()
                .orElseThrow();
        assertTrue(queue.record(List.of(new Ending(attempt, end))).contains(id));
        settle();
    }

    void settle() {
        while (waiting.settle()) {
            // until nothing is due
        }
    }

    void move(Duration by) {
        now = now.plus(by);
        database.sql("UPDATE millwright.test_clock SET at = ?", now);
        waiting.promote();
        waiting.sweep();
    }

    Instant expiry(UUID id) {
        return database.database()
                .list(EXPIRES_AT, row -> Optional.ofNullable(Database.instant(row, "expires_at")), id)
                .get(0)
                .orElse(null);
    }

    JobState state(UUID id) {
        return jobs.find(id).orElseThrow().state();
    }
}

package millwright.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import millwright.config.Settings;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.Dependency;
import millwright.job.JobEvent;
import millwright.job.JobRequest;
import millwright.job.RunningAttempt;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.retry.RetryPolicy;
import millwright.testing.FakeRunner;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** J10: each transition of a job is one of its events, with its time, its node, who did it and the caller's own id. */
@PostgresTest
class EventsTest {

    private static final RetryPolicy AT_ONCE = new RetryPolicy(2, Duration.ZERO, 1, Duration.ZERO);
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    @TempDir
    private Path folder;

    @Test
    void eachTransitionIsAnEvent(TestDatabase database) throws InterruptedException {
        Engine engine = engine(database);
        engine.start();
        try {
            UUID first = engine.jobs()
                    .submit(request().withDelay(Duration.ofMillis(100)).withRetry(AT_ONCE));
            UUID next = engine.jobs().submit(request().dependingOn(Dependency.on(first)));
            UUID later = engine.jobs()
                    .submit(request().withRunAt(Instant.now().plusSeconds(3)).dependingOn(Dependency.on(first)));
            engine.runJobs();
            assertTrue(engine.jobs().awaitAll(List.of(first, next, later), PATIENCE));
            assertTold(
                    engine.jobs().events(first),
                    "SUBMITTED, QUEUED, STARTED 1, FAILED 1, QUEUED, STARTED 2, COMPLETED 2");
            assertTold(engine.jobs().events(next), "SUBMITTED, QUEUED, STARTED 1, COMPLETED 1");
            assertTold(engine.jobs().events(later), "SUBMITTED, SCHEDULED, QUEUED, STARTED 1, COMPLETED 1");
        } finally {
            engine.stop();
        }
    }

    private static void assertTold(List<JobEvent> events, String expected) {
        assertEquals(
                List.of(expected.split(", ")),
                events.stream()
                        .map(event -> event.attempt() == null ? event.name() : event.name() + " " + event.attempt())
                        .toList());
        assertEquals(
                events.stream().sorted(Comparator.comparing(JobEvent::at)).toList(), events, "in the order of time");
        for (JobEvent event : events) {
            assertEquals("order 7", event.correlationId(), event::toString);
            assertEquals(event.attempt() != null, event.node() != null, event::toString);
            assertEquals(event.name().equals("SUBMITTED") ? "ann" : null, event.by(), event::toString);
        }
    }

    private static JobRequest request() {
        return JobRequest.of("work", "ann").withCorrelationId("order 7");
    }

    /** Fails each first attempt whose job is tried again. */
    private static AttemptEnd work(RunningAttempt attempt) {
        return attempt.number() == 1 && attempt.job().options().containsKey("retry")
                ? AttemptEnd.failed(new JobError(JobError.API_ERROR, ErrorCategory.TRANSIENT, "not yet"))
                : AttemptEnd.completed(null);
    }

    private Engine engine(TestDatabase database) {
        String token = folder.resolve("token").toString();
        return new Engine(
                database.dataSource(),
                new Settings(name -> Optional.ofNullable(
                        Map.of("millwright.access.token-file", token).get(name))),
                Thread::new,
                new AfterCommit(Optional.empty()),
                ignored -> List.of(FakeRunner.of("work", EventsTest::work)));
    }
}

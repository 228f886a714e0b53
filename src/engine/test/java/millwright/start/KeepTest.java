package millwright.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import millwright.config.Settings;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.Dependency;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.JobRequest;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.retry.RetryPolicy;
import millwright.testing.Await;
import millwright.testing.FakeRunner;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R3: however a job ends, it is kept as long as its definition says. */
@PostgresTest
class KeepTest {

    private static final JobPolicy A_DAY =
            new JobPolicy(Optional.empty(), Optional.empty(), RetryPolicy.NONE, Optional.of(Duration.ofDays(1)));
    private static final JobError WRONG = new JobError(JobError.DATA_ERROR, ErrorCategory.PERMANENT, "no");

    @TempDir
    private Path folder;

    @Test
    void aJobIsKeptForItsTimeAlsoWhereNoAttemptEndedIt(TestDatabase database) throws InterruptedException {
        Engine engine = engine(database, A_DAY);
        engine.start();
        try {
            engine.externalJobs()
                    .define(
                            "outside",
                            Json.createObjectBuilder().add("keep", "P2D").build());
            UUID cancelled = engine.jobs().submit(later());
            engine.jobs().cancel(cancelled);
            UUID outside = engine.jobs().submit(JobRequest.of("outside", "test"));
            engine.jobs().cancel(outside);
            UUID expired =
                    engine.jobs().submit(later().withExpiresAt(Instant.now().plusMillis(10)));
            UUID failed = engine.jobs().submit(JobRequest.of("work", "test"));
            UUID felled = engine.jobs().submit(JobRequest.of("work", "test").dependingOn(Dependency.on(failed)));
            engine.runJobs();
            assertTrue(engine.jobs().awaitAll(List.of(expired, failed, felled), Await.LONG));
            engine.deadLetters().discard(List.of(failed), "ann", "old");
            for (UUID job : List.of(cancelled, expired, failed, felled)) {
                assertEquals("1 day", kept(database, job));
            }
            assertEquals("2 days", kept(database, outside));
        } finally {
            engine.stop();
        }
    }

    @Test
    void aDefinitionThatSaysNothingAnyMoreKeepsItsJobsAsAllAreKept(TestDatabase database) {
        for (JobPolicy policy : List.of(A_DAY, JobPolicy.PLAIN)) {
            Engine engine = engine(database, policy);
            engine.start();
            try {
                UUID cancelled = engine.jobs().submit(JobRequest.of("work", "test"));
                engine.jobs().cancel(cancelled);
                assertEquals(policy.equals(A_DAY) ? "1 day" : null, kept(database, cancelled));
            } finally {
                engine.stop();
            }
        }
    }

    private static JobRequest later() {
        return JobRequest.of("work", "test").withDelay(Duration.ofDays(1));
    }

    private static String kept(TestDatabase database, UUID job) {
        return database.text(
                """
                SELECT (keep_until - finished_at)::text
                  FROM millwright.job_archive WHERE id = ?
                """,
                job);
    }

    private Engine engine(TestDatabase database, JobPolicy policy) {
        String token = folder.resolve("token").toString();
        return new Engine(
                database.dataSource(),
                new Settings(name -> Optional.ofNullable(
                        Map.of("millwright.access.token-file", token).get(name))),
                Thread::new,
                new AfterCommit(Optional.empty()),
                ignored -> List.of(
                        FakeRunner.of("work", JobDefinition.Kind.METHOD, policy, attempt -> AttemptEnd.failed(WRONG))));
    }
}

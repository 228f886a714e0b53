package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Json;
import millwright.job.Dependency.OnFailure;
import millwright.testing.Crowd;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import millwright.waiting.WaitingSteps;
import org.junit.jupiter.api.Test;

/** J9, J10: with {@code cascade} the jobs that were cancelled because of a dead letter run again with it. */
@PostgresTest
class CascadeTest {

    private final TestDatabase database;
    private final WaitingSteps steps;
    private final Jobs jobs;
    private final DeadLetters letters;
    private final UUID over;
    private final UUID failed;
    private final UUID child;
    private final UUID grandchild;

    /** A child of two jobs, of which one completed and the other failed, and a grandchild. */
    CascadeTest(TestDatabase database) {
        this.database = database;
        this.steps = new WaitingSteps(database.database());
        Definitions definitions = new Definitions(List.of(FakeRunner.completing("work", "other")));
        AfterCommit afterCommit = new AfterCommit(Optional.empty());
        FakeSignals signals = new FakeSignals();
        this.jobs = new StoredJobs(new JobStore(database.database()), definitions, signals, afterCommit);
        this.letters = new StoredDeadLetters(database.database(), new RequestCheck(definitions), signals, afterCommit);
        this.over = jobs.submit(JobRequest.of("work", "test"));
        this.failed = jobs.submit(JobRequest.of("work", "test"));
        this.child = jobs.submit(JobRequest.of("work", "test")
                .withQueue("reports")
                .withPriority(Priority.HIGH)
                .withTags(List.of("month-end"))
                .withParameters(Json.object("{\"n\": 7}"))
                .withUnique(UniqueKey.untilFinished("report"))
                .dependingOn(Dependency.on(failed))
                .dependingOn(new Dependency(over, OnFailure.RUN)));
        this.grandchild = jobs.submit(JobRequest.of("other", "test").dependingOn(Dependency.on(child)));
        settle();
        jobs.cancel(over, "test");
        fail(failed);
        assertEquals("CANCELLED CANCELLED", state(child) + " " + state(grandchild));
    }

    @Test
    void withoutItTheyStayCancelled() {
        assertEquals(0, letters.retry(List.of(failed), "ann").get(0).dependents());
        settle();
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job WHERE retry_of IS NOT NULL"));
    }

    @Test
    void aRetryRunsThemAgainAsNewJobsInTheSameOrder() {
        Resolution retried = letters.retry(List.of(failed), "ann", true).get(0);
        assertEquals(Resolution.done(failed, failed, 2), retried);
        settle();
        Job again = repetition(child);
        assertEquals(JobState.BLOCKED, again.state());
        assertEquals("reports HIGH {\"n\":7} ann [month-end] report", describe(again));
        assertEquals(1, again.terms().waitsFor(), "what it waited for beside the dead letter is over");
        assertEquals(1, repetition(grandchild).terms().waitsFor());
        assertEquals(again.id().toString(), parents(repetition(grandchild).id()));
        assertEquals(
                again.id().toString(),
                database.text("SELECT job_id::text FROM millwright.unique_hold"),
                "the name is taken again");
        assertEquals("CANCELLED", state(child), "what is over stays as it is");
        complete(failed);
        assertEquals("QUEUED", state(again.id()));
    }

    @Test
    void theyWaitForWhatIsRedriven() {
        Resolution redriven = letters.redrive(List.of(failed), "ann", true).get(0);
        assertEquals(2, redriven.dependents());
        UUID anew = redriven.job().orElseThrow();
        assertTrue(parents(repetition(child).id()).contains(anew.toString()));
        settle();
        complete(anew);
        assertEquals("QUEUED", state(repetition(child).id()));
        assertEquals("BLOCKED", state(repetition(grandchild).id()));
    }

    @Test
    void theyFailAgainWithItAndRunAgainWithItOnce() {
        letters.retry(List.of(failed), "ann", true);
        settle();
        UUID second = repetition(child).id();
        fail(failed);
        assertEquals("CANCELLED", state(second));
        assertEquals(2, letters.retry(List.of(failed), "ann", true).get(0).dependents());
        assertEquals(second, repetition(second).terms().retryOf());
        assertEquals(
                repetition(second).id().toString(),
                parents(repetition(repetition(grandchild).id()).id()));
    }

    @Test
    void whatSomebodyHasRunAgainAlreadyIsWaitedForInstead() {
        UUID already = jobs.retry(child, "bob").orElseThrow().id();
        assertEquals(1, letters.retry(List.of(failed), "ann", true).get(0).dependents());
        assertEquals(already, repetition(child).id());
        assertEquals(already.toString(), parents(repetition(grandchild).id()));
    }

    @Test
    void whatAnotherJobOfItsNameStandsInForIsNotRunTwice() {
        UUID holder = jobs.submit(JobRequest.of("work", "test").withUnique(UniqueKey.untilFinished("report")));
        letters.retry(List.of(failed), "ann", true);
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job WHERE retry_of = '" + child + "'"));
        assertEquals(holder.toString(), parents(repetition(grandchild).id()));
    }

    @Test
    void aDependentThatCannotRunAgainRefusesItsDeadLetterAndNothingChanges() {
        database.sql("UPDATE millwright.job_archive SET definition = 'gone' WHERE id = ?", grandchild);
        for (Resolution refused : List.of(
                letters.retry(List.of(failed), "ann", true).get(0),
                letters.redrive(List.of(failed), "ann", true).get(0))) {
            assertFalse(refused.done());
            String problem = refused.problem().orElseThrow();
            assertTrue(problem.contains(grandchild.toString()), problem);
            assertTrue(problem.contains("no job definition is named 'gone'"), problem);
        }
        assertEquals("FAILED", state(failed));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job WHERE retry_of IS NOT NULL"));
    }

    @Test
    void ofManyAtOnceOneRunsThemAgain() throws InterruptedException {
        List<Boolean> done = Crowd.of(
                8, () -> letters.retry(List.of(failed), "ann", true).get(0).done());
        assertEquals(1, done.stream().filter(one -> one).count());
        assertEquals(2, database.number("SELECT count(*) FROM millwright.job WHERE retry_of IS NOT NULL"));
        assertEquals(
                database.number("SELECT count(*) FROM millwright.job WHERE state = 'BLOCKED'"),
                database.number("SELECT sum(jobs) FROM millwright.job_delta WHERE state = 'BLOCKED'"));
    }

    private void settle() {
        while (steps.settle()) {
            // what is cancelled or queued puts others into the outbox
        }
    }

    private void fail(UUID job) {
        database.sql(
                """
                WITH failed AS (
                    UPDATE millwright.job SET state = 'FAILED', finished_at = clock_timestamp() WHERE id = ? RETURNING id)
                INSERT INTO millwright.due (kind, job) SELECT 'PARENT', id FROM failed
                """,
                job);
        settle();
    }

    private void complete(UUID job) {
        database.sql(
                """
                WITH over AS (DELETE FROM millwright.job WHERE id = ? RETURNING *), word AS (
                    INSERT INTO millwright.due (kind, job) SELECT 'PARENT', id FROM over WHERE has_dependents)
                INSERT INTO millwright.job_archive (id, definition, queue, priority, position, state, round, lease,
                       attempts, crash_count, submitter, parameters, tags, metadata, history, created_at, finished_at)
                SELECT id, definition, queue, priority, position, 'COMPLETED', round, lease,
                       attempts, crash_count, submitter, parameters, tags, metadata, history, created_at, now() FROM over
                """,
                job);
        settle();
    }

    private Job repetition(UUID job) {
        return jobs.find(UUID.fromString(
                        database.text("SELECT id::text FROM millwright.any_job WHERE retry_of = ?", job)))
                .orElseThrow();
    }

    private static String describe(Job job) {
        return String.join(
                " ",
                job.queue(),
                job.priority().name(),
                job.parameters().toString(),
                job.submitter(),
                job.terms().tags().toString(),
                job.terms().uniqueKey());
    }

    private String parents(UUID job) {
        return database.text(
                "SELECT string_agg(parent::text, ' ' ORDER BY parent) FROM millwright.job_dependency WHERE child = ?",
                job);
    }

    private String state(UUID job) {
        return database.text("SELECT state FROM millwright.any_job WHERE id = ?", job);
    }
}

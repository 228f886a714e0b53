package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J9, J10: whatever is over can be run again, and says what it comes from. */
@PostgresTest
class RetryTest extends FacadeTest {

    private static final JobRequest REQUEST = JobRequest.of("capital", "test");

    RetryTest(TestDatabase database) {
        super(database);
    }

    @Test
    void anArchivedJobIsRunAgainAsANewOneThatIsLinked() {
        UUID id = jobs.submit(REQUEST.withTags(List.of("a"))
                .withPriority(Priority.HIGH)
                .withUnique(UniqueKey.untilFinished("n"))
                .withConcurrency(new ConcurrencyKey("k", 3)));
        jobs.cancel(id);
        database.sql("DELETE FROM millwright.due");
        Job again = jobs.retry(id, "ann").orElseThrow();
        assertNotEquals(id, again.id());
        assertEquals(id, again.terms().retryOf());
        assertEquals(List.of("a"), again.terms().tags());
        assertEquals("n", again.terms().uniqueKey());
        assertEquals("ann", again.submitter());
        assertEquals(Priority.HIGH, again.priority());
        assertEquals("SLOT k 3", database.text("SELECT kind || ' ' || key || ' ' || slots FROM millwright.due"));
        assertEquals(again.id().toString(), database.text("SELECT job_id::text FROM millwright.unique_hold"));
        assertEquals(JobState.CANCELLED, jobs.find(id).orElseThrow().state());
        assertTrue(assertThrows(InvalidRequestException.class, () -> jobs.retry(id, "ann"))
                .getMessage()
                .contains("its unique_key 'n' was taken by job " + again.id()));
    }

    @Test
    void aDeadLetterIsRetriedInPlace() {
        UUID id = jobs.submit(REQUEST);
        database.sql("UPDATE millwright.job SET state = 'FAILED', finished_at = now(), error = '{}'");
        Job again = jobs.retry(id, "ann").orElseThrow();
        assertEquals(id, again.id());
        assertEquals(2, again.round());
    }

    @Test
    void whatIsNotOverIsRefusedAndWhatNeverWasIsNotThere() {
        UUID id = jobs.submit(REQUEST);
        assertEquals(
                "job " + id + " is QUEUED, and only a job that is over can be run again",
                assertThrows(JobNotOverException.class, () -> jobs.retry(id, "ann"))
                        .getMessage());
        UUID unknown = UUID.fromString("01a20470-edaa-7a4b-8b70-21a22d8c06f6");
        assertEquals(Optional.empty(), jobs.retry(unknown, "ann"));
        assertThrows(InvalidRequestException.class, () -> jobs.retry(id, " "));
    }

    @Test
    void aCallOfItsCallersThreadIsNotRunAgain() {
        UUID id = jobs.submit(REQUEST);
        database.sql("UPDATE millwright.job SET options = '{\"direct\": true}'");
        jobs.cancel(id);
        assertTrue(assertThrows(InvalidRequestException.class, () -> jobs.retry(id, "ann"))
                .getMessage()
                .contains("its caller's thread did the work"));
    }

    @Test
    void theLineageHasAncestorsAndDescendantsInBothTables() {
        UUID root = jobs.submit(REQUEST);
        UUID child = jobs.submit(REQUEST.withParent(root));
        UUID sibling = jobs.submit(REQUEST.withParent(root));
        jobs.cancel(child);
        UUID again = jobs.retry(child, "ann").orElseThrow().id();
        jobs.cancel(root);
        jobs.submit(REQUEST);
        for (UUID start : List.of(root, child, sibling, again)) {
            Lineage lineage = jobs.lineage(start);
            assertTrue(lineage.complete());
            assertEquals(
                    Set.of(root, child, sibling, again),
                    lineage.jobs().stream().map(Lineage.Link::id).collect(Collectors.toSet()));
        }
        Lineage.Link last = jobs.lineage(again).jobs().get(3);
        assertEquals(child, last.retryOf());
        assertEquals(List.of(), jobs.lineage(UUID.randomUUID()).jobs());
    }

    @Test
    void theLineageIsBounded() {
        UUID root = jobs.submit(REQUEST);
        database.sql(
                """
                INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, parent)
                SELECT gen_random_uuid(), 'capital', 'default', 2, 'QUEUED', 'test', ? FROM generate_series(1, 5000)
                """,
                root);
        Lineage lineage = jobs.lineage(root);
        assertEquals(Lineage.MOST, lineage.jobs().size());
        assertFalse(lineage.complete());
    }

    @Test
    void whatWaitsOutItsBackoffIsListedByItsTurn() {
        UUID later = jobs.submit(REQUEST);
        UUID next = jobs.submit(REQUEST);
        jobs.submit(REQUEST);
        for (UUID id : List.of(later, next)) {
            database.sql(
                    "UPDATE millwright.job SET state = 'RETRYING', attempts = 1, run_at = now() + ?::interval WHERE id = ?",
                    id.equals(next) ? "1 minute" : "1 hour",
                    id);
        }
        assertEquals(
                List.of(next, later),
                jobs.pendingRetries(200).stream().map(Job::id).toList());
        assertEquals(List.of(next), jobs.pendingRetries(1).stream().map(Job::id).toList());
    }

    @Test
    void aDefinitionRunsAsLongAsAnyOfItsJobsIsNotOver() {
        assertFalse(jobs.isRunning("capital"));
        UUID id = jobs.submit(REQUEST);
        assertTrue(jobs.isRunning("capital"));
        assertFalse(jobs.isRunning("import-losses"));
        jobs.cancel(id);
        assertFalse(jobs.isRunning("capital"));
    }

    @Test
    void whatIsSubmittedIndependentlyOutlivesTheCallersTransaction() {
        transactions.begin();
        UUID kept = jobs.submitIndependently(REQUEST);
        UUID gone = jobs.submit(REQUEST);
        transactions.rollback();
        assertTrue(jobs.find(kept).isPresent());
        assertTrue(jobs.find(gone).isEmpty());
        assertThrows(
                InvalidRequestException.class, () -> jobs.submitIndependently(JobRequest.of("no-such-job", "test")));
    }
}

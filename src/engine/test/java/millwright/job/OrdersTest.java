package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J3, J5, J10, J13: what somebody does to waiting jobs, to one or to many at once. */
@PostgresTest
class OrdersTest extends FacadeTest {

    private static final JobRequest REQUEST = JobRequest.of("capital", "anna");

    /** What the counts say of a state, folded or not. */
    private static final String COUNTED = "SELECT coalesce(sum(jobs), 0) FROM millwright.job_delta WHERE state = ?";

    OrdersTest(TestDatabase database) {
        super(database);
    }

    private List<String> happened(UUID id) {
        return jobs.events(id).stream()
                .map(event -> event.name() + " by " + event.by())
                .toList();
    }

    @Test
    void aJobThatWaitsForItsTimeCanBeRunNow() {
        UUID scheduled = jobs.submit(REQUEST.withDelay(Duration.ofHours(1)));
        UUID retrying = jobs.submit(REQUEST.withConcurrency(new ConcurrencyKey("tenant", 1)));
        database.sql(
                "UPDATE millwright.job SET state = 'RETRYING', run_at = now() + interval '1 hour' WHERE id = ?",
                retrying);
        for (UUID id : List.of(scheduled, retrying)) {
            Job job = jobs.runNow(id, "otto").orElseThrow();
            assertEquals(JobState.QUEUED, job.state());
            assertFalse(job.terms().runAt().isAfter(Instant.now().plusSeconds(60)));
            assertTrue(
                    happened(id).contains("RUN_NOW by otto"), () -> happened(id).toString());
        }
        assertEquals(0, database.number(COUNTED, "SCHEDULED"));
        assertEquals(-1, database.number(COUNTED, "RETRYING"), "made so by hand above");
        assertTrue(database.isTrue("SELECT ready FROM millwright.job WHERE id = ?", scheduled));
        assertFalse(database.isTrue("SELECT ready FROM millwright.job WHERE id = ?", retrying), "its key decides");
        assertTrue(database.number("SELECT count(*) FROM millwright.due WHERE kind = 'SLOT' AND key = 'tenant'") > 0);
    }

    @Test
    void whatWaitsForNoTimeCannot() {
        UUID queued = jobs.submit(REQUEST);
        UUID blocked = jobs.submit(REQUEST.dependingOn(Dependency.on(queued)));
        UUID over = jobs.submit(REQUEST);
        jobs.cancel(over);
        for (UUID id : List.of(queued, blocked, over)) {
            assertEquals(
                    "/id",
                    assertThrows(InvalidRequestException.class, () -> jobs.runNow(id, "otto"))
                            .violations()
                            .get(0)
                            .pointer());
        }
        assertEquals(Optional.empty(), jobs.runNow(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"), "otto"));
        assertEquals(JobState.BLOCKED, jobs.find(blocked).orElseThrow().state());
    }

    @Test
    void waitingJobsGetAnotherPriorityAndOthersSayWhyNot() {
        UUID queued = jobs.submit(REQUEST);
        UUID scheduled = jobs.submit(REQUEST.withDelay(Duration.ofHours(1)));
        UUID keyed = jobs.submit(REQUEST.withConcurrency(new ConcurrencyKey("tenant", 1)));
        UUID running = jobs.submit(REQUEST);
        database.sql("UPDATE millwright.job SET state = 'RUNNING', node = gen_random_uuid() WHERE id = ?", running);
        UUID over = jobs.submit(REQUEST);
        jobs.cancel(over);
        UUID none = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
        database.sql("DELETE FROM millwright.due");
        List<Resolution> answers = jobs.reprioritise(
                List.of(queued, scheduled, keyed, running, over, none, queued), Priority.CRITICAL, "otto");
        assertEquals(
                List.of(queued, scheduled, keyed, running, over, none),
                answers.stream().map(Resolution::id).toList());
        assertEquals(
                List.of(true, true, true, false, false, false),
                answers.stream().map(Resolution::done).toList());
        assertEquals(
                List.of(
                        "is RUNNING, and only a job that waits can come sooner or later",
                        "is CANCELLED and over already",
                        "no job has this id"),
                answers.stream().flatMap(answer -> answer.problem().stream()).toList());
        assertEquals(3, database.number("SELECT count(*) FROM millwright.job WHERE priority = 0"));
        assertEquals(1, database.number("SELECT count(*) FROM millwright.due WHERE kind = 'SLOT' AND key = 'tenant'"));
        JobEvent event = jobs.events(queued).get(1);
        assertEquals("REPRIORITISED", event.name());
        assertEquals("{\"to\":\"CRITICAL\",\"from\":\"NORMAL\"}", event.detail().toString());
        jobs.reprioritise(List.of(queued), Priority.CRITICAL, "otto");
        assertEquals(2, jobs.events(queued).size(), "nothing has changed");
    }

    @Test
    void manyAreCancelledAtOnceEachWithItsAnswer() {
        List<UUID> waiting = submit(3);
        UUID running = jobs.submit(REQUEST);
        database.sql("UPDATE millwright.job SET state = 'RUNNING', node = gen_random_uuid() WHERE id = ?", running);
        UUID over = jobs.submit(REQUEST);
        jobs.cancel(over);
        List<UUID> asked = List.of(waiting.get(0), running, over, waiting.get(1));
        List<Resolution> answers = jobs.cancel(asked, "otto");
        assertEquals(
                List.of(true, true, false, true),
                answers.stream().map(Resolution::done).toList());
        assertEquals(
                Optional.of("is CANCELLED and over already"), answers.get(2).problem());
        assertEquals(Control.CANCEL, jobs.find(running).orElseThrow().control());
        assertEquals(JobState.CANCELLED, jobs.find(waiting.get(1)).orElseThrow().state());
        assertEquals(JobState.QUEUED, jobs.find(waiting.get(2)).orElseThrow().state());
        assertTrue(happened(waiting.get(0)).contains("CANCELLED by otto"));
        assertEquals(3, database.number(COUNTED, "CANCELLED"));
        assertThrows(InvalidRequestException.class, () -> jobs.cancel(asked, " "));
    }

    @Test
    void manyAreFoundAtOnceWhereverTheyAre() {
        List<UUID> ids = submit(3);
        jobs.cancel(ids.get(1));
        assertEquals(
                Set.copyOf(ids),
                jobs
                        .find(java.util.stream.Stream.concat(
                                        ids.stream(), java.util.stream.Stream.of(UUID.randomUUID()))
                                .toList())
                        .stream()
                        .map(Job::id)
                        .collect(Collectors.toSet()));
        assertEquals(List.of(), jobs.find(List.<UUID>of()));
    }

    @Test
    void theLineageHasWhatWaitsForWhat() {
        UUID first = jobs.submit(REQUEST);
        UUID second = jobs.submit(REQUEST.dependingOn(new Dependency(first, Dependency.OnFailure.RUN)));
        UUID third = jobs.submit(REQUEST.dependingOn(Dependency.on(second)));
        for (UUID start : List.of(first, second, third)) {
            Lineage lineage = jobs.lineage(start);
            assertEquals(
                    List.of(first, second, third),
                    lineage.jobs().stream().map(Lineage.Link::id).toList());
            assertEquals(
                    Set.of(
                            new Lineage.Wait(second, first, Dependency.OnFailure.RUN),
                            new Lineage.Wait(third, second, Dependency.OnFailure.CANCEL)),
                    Set.copyOf(lineage.waits()));
            assertTrue(lineage.complete());
        }
        // as when the job is over and what it waited for was swept
        database.sql("WITH gone AS (DELETE FROM millwright.job_dependency RETURNING *)"
                + " INSERT INTO millwright.past_dependency SELECT child, parent, on_failure FROM gone");
        assertEquals(2, jobs.lineage(third).waits().size());
        assertEquals(3, jobs.lineage(first).jobs().size());
    }

    @Test
    void theLineageShowsNothingByWayOfWhatIsNotSeen() {
        UUID own = jobs.submit(REQUEST);
        UUID hidden = jobs.submit(JobRequest.of("capital", "bert").withParent(own));
        UUID beyond = jobs.submit(REQUEST.dependingOn(Dependency.on(hidden)));
        Visibility anna = new Visibility(Optional.of("anna"), Set.of(), Set.of());
        assertEquals(3, jobs.lineage(own).jobs().size());
        Lineage seen = jobs.lineage(own, anna);
        assertEquals(List.of(own), seen.jobs().stream().map(Lineage.Link::id).toList());
        assertEquals(List.of(), seen.waits());
        assertEquals(
                List.of(beyond),
                jobs.lineage(beyond, anna).jobs().stream().map(Lineage.Link::id).toList());
    }
}

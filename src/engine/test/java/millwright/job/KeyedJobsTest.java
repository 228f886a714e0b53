package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.testing.Crowd;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J12: a request under a key leads to one job. */
@PostgresTest
class KeyedJobsTest extends FacadeTest {

    private static final IdempotencyKey KEY = new IdempotencyKey("anna", "POST /jobs", "k-1", "hash");
    private static final JobRequest REQUEST = JobRequest.of("capital", "anna");
    private static final JobRequest UNFIT = JobRequest.of("capitol", "anna");
    private static final String JOBS = "SELECT count(*) FROM millwright.job";
    private static final String KEYS = "SELECT count(*) FROM millwright.idempotency_key";

    KeyedJobsTest(TestDatabase database) {
        super(database);
    }

    private static UUID job(KeyedJobs.Answer answer) {
        return answer.submissions().get(0).id();
    }

    @Test
    void fiftyAtOnceAreOneJob() throws Exception {
        List<KeyedJobs.Answer> answers = Crowd.of(50, () -> keyed.accept(REQUEST, KEY));
        assertEquals(1, answers.stream().filter(answer -> !answer.replayed()).count());
        assertEquals(
                1,
                answers.stream()
                        .map(KeyedJobsTest::job)
                        .collect(Collectors.toSet())
                        .size());
        assertTrue(
                answers.stream().allMatch(answer -> answer.submissions().get(0).created()));
        assertEquals(1, database.number(JOBS));
        assertEquals(1, database.number("SELECT sum(jobs) FROM millwright.job_delta WHERE state = 'QUEUED'"));
    }

    @Test
    void keysAreTheirCallersAndTheirRoutes() {
        UUID first = job(keyed.accept(REQUEST, KEY));
        for (IdempotencyKey other : List.of(
                new IdempotencyKey("bert", "POST /jobs", "k-1", "hash"),
                new IdempotencyKey("anna", "POST /jobs/bulk", "k-1", "hash"),
                new IdempotencyKey("anna", "POST /jobs", "k-2", "hash"))) {
            assertEquals(Optional.empty(), keyed.find(other));
            assertFalse(keyed.accept(REQUEST, other).replayed());
        }
        assertEquals(4, database.number(JOBS));
        assertEquals(first, job(keyed.find(KEY).orElseThrow()));
    }

    @Test
    void anotherRequestUnderTheKeyIsRefused() {
        keyed.accept(REQUEST, KEY);
        IdempotencyKey other = new IdempotencyKey("anna", "POST /jobs", "k-1", "another");
        assertThrows(IdempotencyConflictException.class, () -> keyed.accept(REQUEST, other));
        assertThrows(IdempotencyConflictException.class, () -> keyed.find(other));
        assertEquals(1, database.number(JOBS));
    }

    @Test
    void aRefusedRequestLeavesNoKey() {
        assertThrows(InvalidRequestException.class, () -> keyed.accept(UNFIT, KEY));
        assertThrows(InvalidRequestException.class, () -> keyed.submitAll(List.of(REQUEST, UNFIT), KEY));
        assertTrue(
                keyed.submitPartially(List.of(UNFIT), KEY).submissions().get(0).isRefused());
        assertEquals(0, database.number(KEYS));
        assertEquals(0, database.number(JOBS));
    }

    @Test
    void theKeyIsThereExactlyIfTheJobIs() {
        transactions.begin();
        keyed.accept(REQUEST, KEY);
        transactions.rollback();
        assertEquals(0, database.number(KEYS));
        assertEquals(0, database.number(JOBS));
        assertFalse(keyed.accept(REQUEST, KEY).replayed());
        assertTrue(keyed.accept(REQUEST, KEY).replayed());
    }

    @Test
    void whoeverIsStillAtItIsWaitedForTwoSeconds() throws Exception {
        try (OpenTransaction other = new OpenTransaction(database)) {
            try (PreparedStatement take = other.connection()
                    .prepareStatement("SELECT millwright.take_key('anna', 'POST /jobs', 'k-1', 'hash',"
                            + " ARRAY[gen_random_uuid()], ARRAY[true], NULL, interval '1 day')")) {
                take.execute();
            }
            assertThrows(IdempotencyBusyException.class, () -> keyed.accept(REQUEST, KEY));
            assertEquals(0, database.number(JOBS));
        }
        assertFalse(keyed.accept(REQUEST, KEY).replayed(), "it was rolled back");
    }

    @Test
    void aKeyCountsForADay() {
        UUID first = job(keyed.accept(REQUEST, KEY));
        assertTrue(database.isTrue("SELECT expires_at > now() + interval '23 hours' AND expires_at <= now()"
                + " + interval '24 hours' FROM millwright.idempotency_key"));
        database.sql("UPDATE millwright.idempotency_key SET expires_at = now()");
        assertEquals(Optional.empty(), keyed.find(KEY));
        KeyedJobs.Answer again = keyed.accept(REQUEST, KEY);
        assertFalse(again.replayed());
        assertFalse(job(again).equals(first));
        assertEquals(1, database.number(KEYS));
    }

    @Test
    void aBulkIsToldTheSameAgain() {
        List<JobRequest> requests = List.of(
                REQUEST,
                UNFIT,
                REQUEST.withUnique(UniqueKey.untilFinished("a")),
                REQUEST.withUnique(UniqueKey.untilFinished("b")),
                REQUEST.withUnique(UniqueKey.untilFinished("b")));
        UUID holder = jobs.submit(REQUEST.withUnique(UniqueKey.untilFinished("a")));
        KeyedJobs.Answer first = keyed.submitPartially(requests, KEY);
        assertFalse(first.replayed());
        assertEquals(
                new Submission(holder, false, List.of()), first.submissions().get(2));
        assertEquals(
                List.of(true, false, false, true, false),
                first.submissions().stream().map(Submission::created).toList());
        KeyedJobs.Answer again = keyed.submitPartially(requests, KEY);
        assertTrue(again.replayed());
        assertEquals(first.submissions(), again.submissions());
        assertEquals(3, database.number(JOBS));
    }

    @Test
    void aReplayTakesNoUniqueKeyAndNeedNotFit() {
        keyed.accept(REQUEST, KEY);
        assertTrue(keyed.accept(UNFIT, KEY).replayed());
        assertTrue(keyed.accept(REQUEST.withUnique(UniqueKey.untilFinished("a")), KEY)
                .replayed());
        assertEquals(0, database.number("SELECT count(*) FROM millwright.unique_hold"));
    }

    @Test
    void aForgottenKeyIsFree() {
        keyed.accept(REQUEST, KEY);
        keyed.forget(KEY);
        assertFalse(keyed.accept(REQUEST, KEY).replayed());
    }

    @Test
    void whatIsNotSeenCannotBeWaitedFor() {
        UUID others = jobs.submit(JobRequest.of("capital", "bert"));
        UUID own = jobs.submit(REQUEST);
        JobRequest limited = REQUEST.withParameters(Json.createObjectBuilder().build())
                .withSight(new Visibility(Optional.of("anna"), Set.of(), Set.of()));
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class,
                () -> jobs.submit(limited.dependingOn(Dependency.on(own)).dependingOn(Dependency.on(others))));
        UUID none = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
        InvalidRequestException unknown = assertThrows(
                InvalidRequestException.class, () -> jobs.submit(limited.dependingOn(Dependency.on(none))));
        assertEquals("/depends_on/1", refused.violations().get(0).pointer());
        assertEquals(
                unknown.violations().get(0).detail().replace(none.toString(), ""),
                refused.violations().get(0).detail().replace(others.toString(), ""));
        assertEquals(
                "/parent",
                assertThrows(InvalidRequestException.class, () -> jobs.submit(limited.withParent(others)))
                        .violations()
                        .get(0)
                        .pointer());
        jobs.submit(limited.withParent(own).dependingOn(Dependency.on(own)));
        JobRequest elsewhere = REQUEST.withSight(new Visibility(Optional.empty(), Set.of("other"), Set.of()));
        assertThrows(InvalidRequestException.class, () -> jobs.submit(elsewhere.dependingOn(Dependency.on(own))));
    }
}

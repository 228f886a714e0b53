package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import millwright.database.Json;
import millwright.testing.Crowd;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** J9, J10: what becomes of jobs that FAILED. */
@PostgresTest
class DeadLettersTest {

    private static final String DEAD =
            """
            UPDATE millwright.job
               SET state = 'FAILED', finished_at = clock_timestamp(), attempts = 1, lease = 1, started_at = now(),
                   error = '{"code": "DATA_ERROR", "category": "PERMANENT", "message": "no such thing"}',
                   history = '[{"attempt": 1, "round": 1, "lease": 1, "node": "00000000-0000-7000-8000-000000000001",
                                "outcome": "FAILED", "error": null, "started_at": "2026-01-01T00:00:00Z",
                                "ended_at": "2026-01-01T00:00:01Z"}]'
             WHERE id = ?
            """;

    private final TestDatabase database;
    private final FakeSignals signals = new FakeSignals();
    private final Jobs jobs;
    private final DeadLetters letters;

    DeadLettersTest(TestDatabase database) {
        this.database = database;
        Definitions definitions = new Definitions(List.of(FakeRunner.completing("work", "other")));
        AfterCommit afterCommit = new AfterCommit(Optional.empty());
        this.jobs = new StoredJobs(new JobStore(database.database()), definitions, signals, afterCommit);
        this.letters = new StoredDeadLetters(database.database(), new RequestCheck(definitions), signals, afterCommit);
    }

    @Test
    void listsTheNewestFirstPageByPageAndFiltered() {
        List<UUID> ids = Stream.of("work", "other", "work").map(this::dead).toList();
        jobs.submit(JobRequest.of("work", "test"));
        List<UUID> newest = List.of(ids.get(2), ids.get(1), ids.get(0));
        assertEquals(newest, ids(DeadLetterQuery.newest(10)));
        assertEquals(newest.subList(0, 2), ids(DeadLetterQuery.newest(2)));
        Optional<String> any = Optional.empty();
        assertEquals(newest.subList(2, 3), ids(new DeadLetterQuery(any, any, any, Optional.of(place(ids.get(1))), 2)));
        assertEquals(
                List.of(ids.get(1)), ids(new DeadLetterQuery(Optional.of("other"), any, any, Optional.empty(), 9)));
        assertEquals(List.of(), ids(new DeadLetterQuery(any, Optional.of("elsewhere"), any, Optional.empty(), 9)));
        assertEquals(
                3,
                ids(new DeadLetterQuery(any, any, Optional.of("DATA_ERROR"), Optional.empty(), 9))
                        .size());
    }

    @Test
    void thePageAfterOneThatWasResolvedIsTheSame() {
        List<UUID> ids =
                Stream.of("work", "work", "work", "work").map(this::dead).toList();
        Optional<String> any = Optional.empty();
        for (Consumer<UUID> resolve : List.<Consumer<UUID>>of(
                id -> letters.retry(List.of(id), "ann"), id -> letters.discard(List.of(id), "ann", "old"))) {
            List<UUID> first = ids(DeadLetterQuery.newest(1));
            DeadLetterQuery.Place last = place(first.get(0));
            List<UUID> after = ids(new DeadLetterQuery(any, any, any, Optional.of(last), 9));
            resolve.accept(first.get(0));
            assertEquals(after, ids(new DeadLetterQuery(any, any, any, Optional.of(last), 9)));
        }
        assertEquals(List.of(ids.get(1), ids.get(0)), ids(DeadLetterQuery.newest(9)));
        UUID running = jobs.submit(JobRequest.of("work", "test"));
        Job notOver = jobs.find(running).orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> DeadLetterQuery.Place.of(notOver));
    }

    @Test
    void aKeyThatAnotherTransactionKeepsIsSaidToBeBusy() throws Exception {
        UUID id = jobs.submit(JobRequest.of("work", "test").withUnique(UniqueKey.untilFinished("k")));
        database.sql(DEAD, id);
        database.sql("DELETE FROM millwright.unique_hold");
        try (OpenTransaction other = new OpenTransaction(database)) {
            other.database()
                    .update("INSERT INTO millwright.unique_hold (definition, key, job_id, until)"
                            + " VALUES ('work', 'k', gen_random_uuid(), 'FINISHED')");
            for (Executable call : List.<Executable>of(
                    () -> letters.retry(List.of(id), "ann"),
                    () -> letters.redrive(List.of(id), "ann"),
                    () -> jobs.retry(id, "ann"))) {
                String busy = assertThrows(UniqueKeyBusyException.class, call).getMessage();
                assertTrue(busy.startsWith("unique_key of "), busy);
            }
        }
        assertTrue(letters.retry(List.of(id), "ann").get(0).done());
    }

    @Test
    void aRetryQueuesTheSameJobInItsNextRoundAndKeepsLeaseAndAttempts() {
        UUID id = dead("work");
        database.sql("UPDATE millwright.job SET deadline = now() - interval '1 h', concurrency_key = 'k',"
                + " concurrency_slots = 3");
        Resolution retried = letters.retry(List.of(id), "ann").get(0);
        assertEquals(Resolution.done(id, id, 0), retried);
        assertTrue(
                database.isTrue(
                        """
                SELECT state = 'QUEUED' AND round = 2 AND lease = 1 AND attempts = 1 AND error IS NULL AND NOT ready
                       AND finished_at IS NULL AND deadline IS NULL AND control IS NULL
                  FROM millwright.job
                """));
        assertEquals("k 3", database.text("SELECT key || ' ' || slots FROM millwright.due WHERE kind = 'SLOT'"));
        JobEvent event = last(id);
        assertEquals("RETRIED ann", event.name() + " " + event.by());
        assertEquals(2, event.detail().asJsonObject().getInt("round"));
        assertEquals(
                "QUEUED 1",
                database.text(
                        "SELECT state || ' ' || jobs FROM millwright.job_delta WHERE state = 'QUEUED' ORDER BY ctid DESC LIMIT 1"));
        assertEquals("is QUEUED, and no dead letter any more", problem(letters.retry(List.of(id), "ann")));
    }

    @Test
    void aRetryTakesItsNameAgainOrSaysWhoHasIt() {
        List<UUID> ids = List.of(dead("work"), dead("work"));
        database.sql("UPDATE millwright.job SET unique_key = 'n', unique_until = 'FINISHED'");
        List<Resolution> both = letters.retry(ids, "ann");
        assertEquals(1, both.stream().filter(Resolution::done).count());
        UUID holder =
                both.stream().filter(Resolution::done).findFirst().orElseThrow().id();
        String problem =
                both.stream().flatMap(r -> r.problem().stream()).findFirst().orElseThrow();
        assertEquals("its unique_key 'n' was taken by job " + holder, problem);
        assertEquals(holder.toString(), database.text("SELECT job_id::text FROM millwright.unique_hold"));
    }

    @Test
    void whatTimedOutWhileItWaitedForOthersIsNotRunWithoutThem() {
        UUID id = dead("work");
        database.sql("UPDATE millwright.job SET waits_for = 2");
        assertEquals(
                "timed out while it still waited for 2 jobs: submit it anew", problem(letters.retry(List.of(id), "a")));
        assertFalse(letters.redrive(List.of(id), "a").get(0).done());
    }

    @Test
    void aDiscardedOneIsOverWithItsErrorAndTheReason() {
        UUID id = dead("work");
        assertTrue(letters.discard(List.of(id), "ann", "of no use").get(0).done());
        Job job = jobs.find(id).orElseThrow();
        assertEquals(JobState.FAILED, job.state());
        assertEquals("no such thing", job.error().message());
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job_archive"));
        assertEquals("DISCARDED", last(id).name());
        assertEquals("of no use", last(id).detail().asJsonObject().getString("reason"));
        assertEquals(Optional.empty(), letters.find(id));
        assertEquals(0, deadLettersCounted(), "it is no dead letter any more");
        assertEquals("no job has this id", problem(letters.discard(List.of(UUID.randomUUID()), "ann", "")));
    }

    @Test
    void aRedriveIsANewLinkedJobWithTheParametersGiven() {
        UUID id = dead("work");
        database.sql("UPDATE millwright.job SET tags = '[\"a\"]', correlation_id = 'c', priority = 1,"
                + " unique_key = 'n', unique_until = 'FINISHED'");
        Resolution redriven = letters.redrive(id, Json.object("{\"a\": 2}"), "ann");
        UUID job = redriven.job().orElseThrow();
        assertTrue(database.isTrue(
                """
                SELECT redriven_from = ? AND state = 'QUEUED' AND parameters = '{"a": 2}' AND tags = '["a"]'
                       AND correlation_id = 'c' AND priority = 1 AND submitter = 'ann' AND round = 1 AND attempts = 0
                       AND unique_key = 'n'
                  FROM millwright.job WHERE id = ?
                """,
                id,
                job));
        assertEquals(job.toString(), database.text("SELECT job_id::text FROM millwright.unique_hold"));
        assertEquals("FAILED", database.text("SELECT state FROM millwright.job_archive"));
        assertEquals(job.toString(), last(id).detail().asJsonObject().getString("job"));
        assertEquals(0, deadLettersCounted());
    }

    @Test
    void aCallThatItsCallersThreadMadeIsNotRunAgain() {
        UUID id = dead("work");
        database.sql("UPDATE millwright.job SET options = '{\"direct\": true}', unique_key = 'n',"
                + " unique_until = 'FINISHED'");
        String problem = problem(letters.retry(List.of(id), "ann"));
        assertTrue(problem.contains("its caller's thread did the work"), problem);
        assertEquals(problem, problem(letters.redrive(List.of(id), "ann")));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.unique_hold"));
        assertEquals("FAILED", database.text("SELECT state FROM millwright.job"));
        assertTrue(letters.discard(List.of(id), "ann", "").get(0).done());
    }

    @Test
    void whatItsDefinitionWouldNotTakeIsNotRedriven() {
        UUID id = dead("work");
        UUID gone = dead("work");
        database.sql("UPDATE millwright.job SET definition = 'gone' WHERE id = ?", gone);
        assertThrows(
                InvalidRequestException.class, () -> letters.redrive(id, Json.object("{\"a\": \"\\u0000\"}"), "ann"));
        List<Resolution> both = letters.redrive(List.of(id, gone), "ann");
        assertTrue(both.get(0).done());
        assertTrue(both.get(1).problem().orElseThrow().contains("no job definition is named 'gone'"));
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job WHERE state = 'FAILED'"));
    }

    @Test
    void ofRetryRedriveAndDiscardAtOnceOneHappens() throws Exception {
        for (int round = 0; round < 5; round++) {
            UUID id = dead("work");
            AtomicInteger turn = new AtomicInteger();
            List<Boolean> done = Crowd.of(6, () -> switch (turn.getAndIncrement() % 3) {
                case 0 -> letters.retry(List.of(id), "a").get(0).done();
                case 1 -> letters.redrive(List.of(id), "b").get(0).done();
                default -> letters.discard(List.of(id), "c", "").get(0).done();
            });
            assertEquals(1, Collections.frequency(done, true));
            assertEquals(1, database.number("SELECT count(*) FROM millwright.any_job WHERE id = ?", id));
        }
    }

    @Test
    void aThousandAreOneStatementAndTwoCallersInOppositeOrderDoNotLockEachOtherOut() throws Exception {
        List<UUID> ids =
                Stream.generate(() -> dead("work")).limit(DeadLetters.MOST).toList();
        List<UUID> reversed = new java.util.ArrayList<>(ids);
        Collections.reverse(reversed);
        AtomicInteger turn = new AtomicInteger();
        List<Long> done =
                Crowd.of(4, () -> letters.retry(turn.getAndIncrement() % 2 == 0 ? ids : reversed, "a").stream()
                        .filter(Resolution::done)
                        .count());
        assertEquals(DeadLetters.MOST, done.stream().mapToLong(n -> n).sum());
        List<UUID> many = Stream.generate(UUID::randomUUID).limit(1_001).toList();
        assertThrows(InvalidRequestException.class, () -> letters.retry(many, "a"));
    }

    @Test
    void aCancelSaysWhoAskedForIt() {
        UUID id = jobs.submit(JobRequest.of("work", "test"));
        jobs.cancel(id, "ann");
        assertEquals(
                List.of("SUBMITTED", "CANCELLED"),
                jobs.events(id).stream().map(JobEvent::name).toList());
        assertEquals("ann", last(id).by());
        UUID running = jobs.submit(JobRequest.of("work", "test"));
        database.sql("UPDATE millwright.job SET state = 'RUNNING', node = gen_random_uuid(), lease = 1");
        jobs.cancel(running, "bob");
        jobs.cancel(running, "eve");
        assertEquals(
                List.of("test SUBMITTED", "bob CANCEL_REQUESTED"),
                jobs.events(running).stream().map(e -> e.by() + " " + e.name()).toList());
    }

    /** As the folder would count them. */
    private long deadLettersCounted() {
        return database.number("SELECT coalesce(sum(jobs), 0) FROM millwright.job_delta WHERE state = 'FAILED'");
    }

    private UUID dead(String definition) {
        UUID id = jobs.submit(JobRequest.of(definition, "test"));
        database.sql(DEAD, id);
        database.sql(
                "INSERT INTO millwright.job_delta (queue, definition, state, jobs) VALUES ('default', ?, 'FAILED', 1)",
                definition);
        return id;
    }

    private DeadLetterQuery.Place place(UUID id) {
        return DeadLetterQuery.Place.of(letters.find(id).orElseThrow());
    }

    private List<UUID> ids(DeadLetterQuery query) {
        return letters.list(query).stream().map(Job::id).toList();
    }

    private JobEvent last(UUID id) {
        List<JobEvent> events = jobs.events(id);
        return events.get(events.size() - 1);
    }

    private static String problem(List<Resolution> resolutions) {
        return resolutions.get(0).problem().orElseThrow();
    }
}

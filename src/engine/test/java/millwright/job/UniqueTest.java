package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J7: of one definition, one job at a time bears a unique key; whoever comes second is told which. */
@PostgresTest
class UniqueTest extends FacadeTest {

    private static final String ROWS = "SELECT count(*) FROM millwright.job";

    UniqueTest(TestDatabase database) {
        super(database);
    }

    private static JobRequest unique(String key) {
        return JobRequest.of("capital", "test").withUnique(UniqueKey.untilFinished(key));
    }

    @Test
    void theSecondIsToldOfTheFirst() {
        Submission first = jobs.accept(unique("a"));
        Submission second = jobs.accept(unique("a"));
        assertTrue(first.created());
        assertFalse(second.created());
        assertEquals(first.id(), second.id());
        assertTrue(jobs.accept(unique("b")).created());
        assertTrue(
                jobs.accept(JobRequest.of("import-losses", "test").withUnique(UniqueKey.untilFinished("a")))
                        .created(),
                "a key is its definition's");
        assertEquals(3, database.number(ROWS));
    }

    @Test
    void fiftyAtOnceAreOneJob() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(50);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Submission>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(crowd.submit(() -> {
                start.await();
                return jobs.accept(unique("crowd"));
            }));
        }
        start.countDown();
        List<Submission> all = new ArrayList<>();
        for (Future<Submission> answer : answers) {
            all.add(answer.get());
        }
        crowd.shutdown();
        assertEquals(1, all.stream().filter(Submission::created).count());
        assertEquals(
                1, all.stream().map(Submission::id).collect(Collectors.toSet()).size());
        assertEquals(1, database.number(ROWS));
    }

    @Test
    void aKeyIsFreeAgainWhenItsJobIsOver() {
        UUID first = jobs.submit(unique("a"));
        jobs.cancel(first);
        assertTrue(jobs.accept(unique("a")).created());
    }

    @Test
    void aPeriodOutlivesItsJobAndIsTakenOverAfterIt() {
        JobRequest once = JobRequest.of("capital", "test").withUnique(UniqueKey.forPeriod("a", Duration.ofHours(1)));
        UUID first = jobs.submit(once);
        jobs.cancel(first);
        assertEquals(first, jobs.accept(once).id());
        database.sql("UPDATE millwright.unique_hold SET expires_at = now() - interval '1 second'");
        assertTrue(jobs.accept(once).created());
    }

    @Test
    void withinABulkTheFirstHasTheKey() {
        UUID before = jobs.submit(unique("z"));
        List<Submission> answers =
                jobs.submitPartially(List.of(unique("a"), unique("z"), unique("a"), JobRequest.of("capital", "test")));
        assertEquals(
                List.of(true, false, false, true),
                answers.stream().map(Submission::created).toList());
        assertEquals(answers.get(0).id(), answers.get(2).id());
        assertEquals(before, answers.get(1).id());
        assertEquals(3, database.number(ROWS));
    }

    @Test
    void aKeyThatIsGivenBackByARollBackIsTaken() throws Exception {
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .executeUpdate("INSERT INTO millwright.unique_hold (definition, key, job_id, until)"
                            + " VALUES ('capital', 'a', gen_random_uuid(), 'FINISHED')");
            ExecutorService one = Executors.newSingleThreadExecutor();
            Future<Submission> waiting = one.submit(() -> jobs.accept(unique("a")));
            millwright.testing.Await.until(
                    () -> database.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                    + " AND datname = current_database()")
                            == 1);
            other.rollback();
            assertTrue(waiting.get().created());
            one.shutdown();
        }
    }

    @Test
    void whoGivesWayInsideATransactionKeepsNobodyFromEndingTheHolder() throws Exception {
        UUID holder = jobs.submit(unique("a"));
        transactions.begin();
        assertFalse(jobs.accept(unique("a")).created());
        try (Connection other = database.connect()) {
            other.createStatement().execute("SET lock_timeout = '200ms'");
            assertEquals(
                    1,
                    other.createStatement()
                            .executeUpdate("DELETE FROM millwright.unique_hold WHERE job_id = '" + holder + "'"));
        }
        assertTrue(jobs.accept(unique("a")).created(), "the holder has gone meanwhile");
        transactions.commit();
        assertEquals(2, database.number(ROWS));
    }

    @Test
    void anExpiredPeriodIsTakenOverByOneOfManyAtOnce() throws Exception {
        JobRequest once = JobRequest.of("capital", "test").withUnique(UniqueKey.forPeriod("a", Duration.ofHours(1)));
        jobs.submit(once);
        database.sql("UPDATE millwright.unique_hold SET expires_at = now() - interval '1 second'");
        List<Submission> all = millwright.testing.Crowd.of(20, () -> jobs.accept(once));
        assertEquals(1, all.stream().filter(Submission::created).count());
        assertEquals(2, database.number(ROWS));
    }

    @Test
    void whoDependsOnOneThatGaveWayWaitsForTheHolder() {
        UUID holder = jobs.submit(unique("a"));
        List<UUID> ids = jobs.submitAll(List.of(
                unique("a").withName("first"),
                unique("a").withName("same"),
                unique("b").withName("other"),
                JobRequest.of("capital", "test")
                        .dependingOnNamed("first", Dependency.OnFailure.RUN)
                        .dependingOnNamed("same")
                        .dependingOnNamed("other")
                        .dependingOn(Dependency.on(holder))));
        assertEquals(List.of(holder, holder), ids.subList(0, 2));
        assertEquals(
                Set.of(holder, ids.get(2)),
                Set.copyOf(database.list(
                        "SELECT parent FROM millwright.job_dependency WHERE child = ? AND on_failure = 'CANCEL'",
                        row -> row.getObject(1, UUID.class),
                        ids.get(3))));
        assertEquals(2, jobs.find(ids.get(3)).orElseThrow().terms().waitsFor());
        assertEquals(3, database.number(ROWS));
    }

    @Test
    void whoDependsOnOneThatIsTheSameJobIsRefused() {
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class,
                () -> jobs.submitAll(List.of(
                        unique("a").withName("first").dependingOnNamed("same"),
                        unique("a").withName("same"),
                        unique("b").withName("other"))));
        assertEquals(
                List.of("/jobs/0/depends_on"),
                refused.violations().stream().map(Violation::pointer).toList());
        List<Submission> partly = jobs.submitPartially(List.of(
                unique("a").withName("first").dependingOnNamed("between"),
                JobRequest.of("capital", "test").withName("between").dependingOnNamed("same"),
                unique("a").withName("same"),
                unique("b").withName("other"),
                JobRequest.of("capital", "test").dependingOnNamed("between")));
        assertEquals(
                List.of(false, false, true, true, false),
                partly.stream().map(Submission::created).toList());
        assertEquals(2, database.number(ROWS));
    }

    @Test
    void aTransactionThatKeepsItIsWaitedForTwoSecondsAtTheMost() throws Exception {
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .executeUpdate("INSERT INTO millwright.unique_hold (definition, key, job_id, until)"
                            + " VALUES ('capital', 'a', gen_random_uuid(), 'FINISHED')");
            String refused = assertThrows(UniqueKeyBusyException.class, () -> jobs.accept(unique("a")))
                    .getMessage();
            assertTrue(refused.startsWith("unique_key 'a' of capital is just being taken"), refused);
        }
        assertEquals(Set.of(), Set.copyOf(database.list(ROWS.replace("count(*)", "id"), row -> row.getString(1))));
    }
}

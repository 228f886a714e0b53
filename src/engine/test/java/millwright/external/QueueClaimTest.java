package millwright.external;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import millwright.job.InvalidRequestException;
import millwright.job.JobState;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** X1, X2, X7, X8: claims of one queue, with and without patience, and what workers log. */
@PostgresTest
class QueueClaimTest {

    private final TestDatabase database;
    private final Workshop shop;

    QueueClaimTest(TestDatabase database) {
        this.database = database;
        this.shop = new Workshop(database);
    }

    @BeforeEach
    void define() {
        shop.define("letter", "{\"queue\": \"mail\"}");
        shop.define("parcel", "{\"queue\": \"mail\"}");
        shop.define("render", "{\"queue\": \"film\"}");
    }

    @AfterEach
    void stop() {
        shop.external.stop();
    }

    @Test
    void aClaimOfAQueueTakesEveryDefinitionOfItAndNoOtherQueue() {
        Set<UUID> mail =
                Stream.of("letter", "parcel", "letter").map(shop::submit).collect(Collectors.toSet());
        UUID film = shop.submit("render");
        assertEquals(mail, ids(shop.claim(of("mail").withMost(10))));
        assertEquals(JobState.QUEUED, shop.state(film));
        assertEquals(Set.of(film), ids(shop.claim(of("film").withMost(10))));
        assertEquals(Set.of(), ids(shop.claim(of("nobody's").withMost(10))));
    }

    @Test
    void aClaimOfAQueueTakesTheNamedDefinitionsAlone() {
        shop.submit("letter");
        UUID parcel = shop.submit("parcel");
        WorkRequest parcels = WorkRequest.of("anna", "parcel").withMost(10);
        assertEquals(Set.of(parcel), ids(shop.claim(parcels.withQueue("mail"))));
        shop.submit("parcel");
        assertEquals(Set.of(), ids(shop.claim(parcels.withQueue("film"))));
        assertEquals(1, shop.claim(parcels).size(), "from any queue");
    }

    @Test
    void theVersionBeforeClaimsAsItDid() {
        UUID letter = shop.submit("letter");
        assertEquals(
                List.of(letter),
                database.list(
                        "SELECT id FROM millwright.claim_external(?::uuid, 'anna', ARRAY['letter'], 10, 60000)",
                        row -> row.getObject("id", UUID.class),
                        UUID.randomUUID()));
    }

    @Test
    void whoWaitsIsGivenWorkWhenItComes() throws Exception {
        CompletableFuture<List<Work>> claim = waiting("mail", Duration.ofSeconds(60));
        shop.submit("render");
        UUID letter = shop.submit("letter");
        assertEquals(Set.of(letter), ids(claim.get(30, TimeUnit.SECONDS)));
        assertEquals(JobState.RUNNING, shop.state(letter));
    }

    @Test
    void whoHasWaitedLongEnoughIsToldThatThereIsNothing() throws Exception {
        shop.submit("letter");
        database.sql("INSERT INTO millwright.queue (name, paused, paused_at) VALUES ('mail', true, now())");
        assertEquals(List.of(), waiting("mail", Duration.ofMillis(300)).get(30, TimeUnit.SECONDS));
        assertEquals(List.of(), waiting("film", Duration.ZERO).get(30, TimeUnit.SECONDS));
    }

    @Test
    void manyWhoWaitGetAJobEachWithoutAThreadEach() throws Exception {
        int threads = Thread.activeCount();
        List<CompletableFuture<List<Work>>> claims = IntStream.range(0, 100)
                .mapToObj(i -> waiting("mail", Duration.ofSeconds(60)))
                .toList();
        assertTrue(Thread.activeCount() - threads < 20, () -> "threads: " + Thread.activeCount());
        Set<UUID> submitted =
                IntStream.range(0, 100).mapToObj(i -> shop.submit("letter")).collect(Collectors.toSet());
        List<Work> all = new ArrayList<>();
        for (CompletableFuture<List<Work>> claim : claims) {
            List<Work> work = claim.get(60, TimeUnit.SECONDS);
            assertEquals(1, work.size());
            all.addAll(work);
        }
        assertEquals(submitted, ids(all));
    }

    @Test
    void beyondAThousandNobodyWaits() throws Exception {
        List<CompletableFuture<List<Work>>> claims = IntStream.range(0, WorkWaits.MOST)
                .mapToObj(i -> waiting("mail", Duration.ofSeconds(60)))
                .toList();
        assertEquals(List.of(), waiting("mail", Duration.ofSeconds(60)).get(10, TimeUnit.SECONDS));
        assertFalse(claims.get(0).isDone());
        shop.external.stop();
        for (CompletableFuture<List<Work>> claim : claims) {
            assertEquals(List.of(), claim.get(10, TimeUnit.SECONDS), "a node that stops keeps nobody waiting");
        }
    }

    @Test
    void whatIsAskedWithoutAQueueNamesItsDefinitions() {
        assertThrows(InvalidRequestException.class, () -> shop.claim(WorkRequest.of("anna")));
        assertThrows(
                InvalidRequestException.class,
                () -> shop.claim(WorkRequest.of("anna").withQueue(" ")));
        assertThrows(InvalidRequestException.class, () -> shop.external.claimAsync(WorkRequest.of("anna", "nothing")));
    }

    @Test
    void aWorkersLinesAreKeptUpToTheLimitAndOneMoreSaysSo() {
        shop.submit("letter");
        Work work = shop.claimOne("anna", "letter");
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        shop.external.log(
                work.job(),
                work.leaseToken(),
                List.of(
                        new WorkLine(Optional.of(at), System.Logger.Level.WARNING, "no stamp"),
                        new WorkLine(Optional.empty(), System.Logger.Level.INFO, "x".repeat(500))));
        assertEquals(
                List.of("1 WARNING no stamp"),
                database.list(
                        "SELECT attempt, level, message FROM millwright.job_log WHERE job_id = ? AND at = ?",
                        row -> row.getInt(1) + " " + row.getString(2) + " " + row.getString(3),
                        work.job(),
                        at));
        assertEquals(100, database.number("SELECT length(message) FROM millwright.job_log WHERE level = 'INFO'"));
        for (int call = 0; call < 3; call++) {
            shop.external.log(work.job(), work.leaseToken(), lines(30));
        }
        assertEquals(Workshop.LOG_LINES + 1, database.number("SELECT count(*) FROM millwright.job_log"));
        assertTrue(database.text("SELECT message FROM millwright.job_log ORDER BY seq DESC LIMIT 1")
                .startsWith("the attempt has logged 50 lines"));
        assertThrows(InvalidRequestException.class, () -> shop.external.log(work.job(), work.leaseToken(), List.of()));
        assertThrows(
                InvalidRequestException.class, () -> shop.external.log(work.job(), work.leaseToken(), lines(1_001)));
    }

    @Test
    void whoseLeaseIsLostLogsNothing() {
        shop.submit("letter");
        Work first = shop.claimOne("anna", "letter");
        shop.external.release(first.job(), first.leaseToken());
        Work second = shop.claimOne("bob", "letter");
        LeaseLostException lost = assertThrows(
                LeaseLostException.class, () -> shop.external.log(first.job(), first.leaseToken(), lines(1)));
        assertEquals(Optional.of(JobState.RUNNING), lost.state());
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job_log"));
        shop.external.log(second.job(), second.leaseToken(), lines(1));
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job_log WHERE attempt = 2"));
    }

    private CompletableFuture<List<Work>> waiting(String queue, Duration patience) {
        return shop.external.claimAsync(of(queue).withPatience(patience)).toCompletableFuture();
    }

    private static WorkRequest of(String queue) {
        return WorkRequest.of("anna").withQueue(queue);
    }

    private static List<WorkLine> lines(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new WorkLine(Optional.empty(), System.Logger.Level.INFO, "line " + i))
                .toList();
    }

    private static Set<UUID> ids(List<Work> work) {
        return work.stream().map(Work::job).collect(Collectors.toSet());
    }
}

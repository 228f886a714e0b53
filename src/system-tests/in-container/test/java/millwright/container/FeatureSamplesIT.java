package millwright.container;

import static millwright.container.WatchedJobs.PATIENCE;
import static millwright.container.WatchedJobs.await;
import static millwright.container.WatchedJobs.errors;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import millwright.job.AttemptOutcome;
import millwright.job.Job;
import millwright.job.JobState;
import millwright.job.Jobs;
import millwright.job.Submission;
import millwright.method.MethodJobs;
import millwright.queue.Queues;
import millwright.samples.features.BatchOfJobs;
import millwright.samples.features.Cancellation;
import millwright.samples.features.DataAnalysis;
import millwright.samples.features.DeadLetterDesk;
import millwright.samples.features.Delays;
import millwright.samples.features.Dependencies;
import millwright.samples.features.DocumentProcessing;
import millwright.samples.features.Hooks;
import millwright.samples.features.PausedQueue;
import millwright.samples.features.Priorities;
import millwright.samples.features.ProgressReports;
import millwright.samples.features.RateLimit;
import millwright.samples.features.Retries;
import millwright.samples.features.TenantLimit;
import millwright.samples.features.Timeouts;
import millwright.samples.features.TransactionalSubmit;
import millwright.samples.features.UniqueJobs;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The jar of samples in the server's own WAR, as {@code serve --jobs} puts it there: each file does what it says. */
@ExtendWith(ArquillianExtension.class)
class FeatureSamplesIT {

    @Inject
    private WatchedJobs jobs;

    @Inject
    private Jobs facade;

    @Inject
    private MethodJobs methods;

    @Inject
    private Queues queues;

    @Resource(lookup = "jdbc/millwright")
    private DataSource database;

    @Deployment
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("millwright.war")))
                .addAsLibrary(new File(System.getProperty("millwright.samples")), "feature-samples.jar")
                .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "watch.jar")
                        .addClasses(Rows.class, WatchedJobs.class)
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"));
    }

    @Test
    void anUrgentJobStartsBeforeThoseThatWaitedLonger() throws Exception {
        Priorities labels = bean(Priorities.class);
        queues.pause("labels", "the printer is warming up", "test");
        queues.maxRunning("labels", Optional.of(1));
        List<UUID> low = IntStream.range(0, 5)
                .mapToObj(i -> labels.whenThereIsTime("house " + i))
                .toList();
        UUID urgent = labels.beforeAllOthers("fire station");
        queues.resume("labels", "test");
        List<UUID> inOrder = jobs
                .over(Stream.concat(low.stream(), Stream.of(urgent)).toList())
                .stream()
                .sorted(Comparator.comparing(Job::startedAt))
                .map(Job::id)
                .toList();
        assertEquals(Stream.concat(Stream.of(urgent), low.stream()).toList(), inOrder);
    }

    @Test
    void aDelayedJobWaitsForItsTimeAndALateOneExpires() throws Exception {
        Delays reminders = bean(Delays.class);
        UUID later = reminders.after(Duration.ofMillis(400), "Ada");
        assertEquals(JobState.SCHEDULED, jobs.find(later).state());
        Job delayed = jobs.over(later);
        assertFalse(delayed.startedAt().isBefore(delayed.createdAt().plusMillis(400)), delayed::toString);
        queues.pause("reminders", "night", "test");
        UUID late = reminders.orNeverAfter(Instant.now().plusMillis(300), "Bob");
        assertEquals(JobState.EXPIRED, jobs.over(late).state());
        queues.resume("reminders", "test");
    }

    @Test
    void aJobReadsTheResultsOfThoseItWaitedFor() throws Exception {
        Dependencies months = bean(Dependencies.class);
        List<Job> month = jobs.over(months.month(List.of("north", "east")));
        assertEquals("9", month.get(2).result().toString());
        assertFalse(month.get(3).startedAt().isBefore(month.get(2).finishedAt()), month::toString);
        List<JobState> states = jobs.over(months.month(List.of("north", " "))).stream()
                .map(Job::state)
                .toList();
        assertEquals(List.of(JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED, JobState.COMPLETED), states);
        assertEquals(
                JobState.COMPLETED,
                jobs.over(months.closeAfter(month.get(2).id())).state());
    }

    @Test
    void whatMayPassIsTriedAgainAndWhatWillNotIsNot() throws Exception {
        Job closed = jobs.over(methods.submit(Retries::transfer, "closed 1", null));
        assertEquals(List.of("ACCOUNT_CLOSED"), errors(closed));
        Job busy = jobs.over(methods.submit(Retries::transfer, "busy 2", null));
        assertEquals(List.of("BANK_BUSY", "BANK_BUSY", "BANK_BUSY", "BANK_BUSY"), errors(busy));
        assertEquals(JobState.FAILED, busy.state());
        Job open = jobs.over(methods.submit(Retries::transfer, "open 3", null));
        assertEquals("2", open.result().toString());
        Instant asked = open.attempts().get(0).endedAt().plusMillis(500);
        assertFalse(open.attempts().get(1).startedAt().isBefore(asked), open::toString);
    }

    @Test
    void anAttemptIsCutOffAndTheNextHasMoreTime() throws Exception {
        Job job = jobs.over(methods.submit(Timeouts::report, 900L, null));
        assertEquals(AttemptOutcome.TIMED_OUT, job.attempts().get(0).outcome(), job::toString);
        assertEquals(List.of("TIMEOUT_ERROR"), errors(job));
        assertEquals("2", job.result().toString());
    }

    @Test
    void aRunningJobEndsWhenItIsCancelled() throws Exception {
        Cancellation primes = bean(Cancellation.class);
        UUID id = primes.begin(Long.MAX_VALUE);
        await(() -> jobs.find(id).state() == JobState.RUNNING);
        primes.stop(id);
        Job job = jobs.over(id);
        assertEquals(JobState.CANCELLED, job.state(), job::toString);
        assertEquals(AttemptOutcome.CANCELLED, job.attempts().get(0).outcome());
        assertTrue(facade.events(id).stream().anyMatch(event -> "operator".equals(event.by())));
    }

    @Test
    void progressIsSeenWhileTheJobRuns() throws Exception {
        ProgressReports store = bean(ProgressReports.class);
        UUID id = methods.submit(ProgressReports::count, 4, null);
        store.scan("tea");
        store.scan("");
        await(() -> jobs.find(id).progress() != null && jobs.find(id).progress().fraction() == 0.5);
        assertEquals(JobState.RUNNING, jobs.find(id).state());
        assertEquals("2 of 4", jobs.find(id).progress().message());
        store.scan("salt");
        store.scan("rice");
        Job job = jobs.over(id);
        assertEquals(3, job.progress().recordsProcessed());
        assertEquals(1, job.progress().recordsFailed());
        await(() -> log(id).contains("label 2 is not readable"));
    }

    @Test
    void whoAsksForTheSameGetsTheFirstsJob() throws Exception {
        UniqueJobs indexes = bean(UniqueJobs.class);
        queues.pause("indexes", "the first is to be waiting still", "test");
        Submission first = indexes.once("bookshop");
        Submission second = indexes.once("bookshop");
        assertAll(
                () -> assertTrue(first.created()),
                () -> assertFalse(second.created()),
                () -> assertEquals(first.id(), second.id()),
                () -> assertNotEquals(first.id(), indexes.once("bakery").id()));
        queues.resume("indexes", "test");
        jobs.over(first.id());
        assertTrue(indexes.once("bookshop").created());
        UUID daily = indexes.oncePerDay("florist");
        jobs.over(daily);
        assertEquals(daily, indexes.oncePerDay("florist"));
    }

    @Test
    void noMoreThanTwoOfATenantRunAtOnce() throws Exception {
        TenantLimit exports = bean(TenantLimit.class);
        List<Job> over = jobs.over(
                IntStream.range(0, 10).mapToObj(i -> exports.submit("acme")).toList());
        long most = over.stream()
                .mapToLong(one -> over.stream()
                        .filter(other -> !other.startedAt().isAfter(one.startedAt()))
                        .filter(other -> other.attempts().get(0).endedAt().isAfter(one.startedAt()))
                        .count())
                .max()
                .orElseThrow();
        assertEquals(2, most, over::toString);
    }

    @Test
    void noMoreStartThanTheRateAllows() throws Exception {
        RateLimit messages = bean(RateLimit.class);
        jobs.over(messages.submit("the first, which loads classes"));
        messages.atMost(3, Duration.ofSeconds(1));
        List<UUID> ids =
                IntStream.range(0, 7).mapToObj(i -> messages.submit("+49 " + i)).toList();
        List<Instant> starts =
                jobs.over(ids).stream().map(Job::startedAt).sorted().toList();
        for (int i = 3; i < starts.size(); i++) {
            // the rate is of claims; a claimed job may begin a little later than another one
            Duration apart = Duration.between(starts.get(i - 3), starts.get(i));
            assertTrue(apart.toMillis() > 600, starts::toString);
        }
    }

    @Test
    void nothingOfAPausedQueueStarts() throws Exception {
        PausedQueue ledger = bean(PausedQueue.class);
        BatchOfJobs pictures = bean(BatchOfJobs.class);
        ledger.close("audit until noon", "anna");
        UUID entry = ledger.submit("rent");
        pictures.resizeAll(List.of("submitted later"), PATIENCE);
        assertEquals(JobState.QUEUED, jobs.find(entry).state());
        assertEquals(Optional.of("audit until noon"), ledger.whyClosed());
        ledger.open("anna");
        assertEquals(JobState.COMPLETED, jobs.over(entry).state());
        assertEquals(Optional.empty(), ledger.whyClosed());
    }

    @Test
    void aBatchIsAwaitedTogether() throws Exception {
        BatchOfJobs pictures = bean(BatchOfJobs.class);
        List<String> large =
                IntStream.range(0, 100).mapToObj(i -> "picture" + i).toList();
        List<String> small = large.stream().map(picture -> picture + "@320").toList();
        assertEquals(small, pictures.resizeAll(large, PATIENCE));
    }

    @Test
    void aRollbackTakesTheJobAlong() throws Exception {
        TransactionalSubmit orders = bean(TransactionalSubmit.class);
        UUID good = UUID.randomUUID();
        assertEquals(JobState.COMPLETED, jobs.over(orders.order(good, 12)).state());
        assertThrows(IllegalArgumentException.class, () -> orders.order(UUID.randomUUID(), -12));
        assertEquals(List.of(good.toString()), Rows.of(database, "SELECT id FROM samples.customer_order"));
        assertEquals(1, jobs.of("confirm-order").size());
    }

    @Test
    void hooksSurroundEachAttempt() throws Exception {
        Hooks hooks = bean(Hooks.class);
        UUID good = methods.submit(Hooks::work, true);
        UUID bad = methods.submit(Hooks::work, false);
        jobs.over(List.of(good, bad));
        assertEquals(Optional.of("COMPLETED"), hooks.outcome(good));
        assertEquals(Optional.of("FAILED"), hooks.outcome(bad));
        await(() -> log(good).size() == 1 && log(bad).contains("INTERNAL_ERROR"));
    }

    @Test
    void aDeadLetterIsCorrectedAndSentAgain() throws Exception {
        DeadLetterDesk desk = bean(DeadLetterDesk.class);
        UUID dead = methods.submit(DeadLetterDesk::book, "12,50");
        assertEquals(JobState.FAILED, jobs.over(dead).state());
        assertEquals(List.of(dead), desk.look().stream().map(Job::id).toList());
        Job corrected = jobs.over(desk.correct(dead, "12.50", "anna"));
        assertEquals("12.50", corrected.result().toString());
        assertEquals(dead, corrected.terms().redrivenFrom());
        UUID hopeless = methods.submit(DeadLetterDesk::book, "a lot");
        jobs.over(hopeless);
        desk.giveUp(hopeless, "anna", "paid in cash");
        assertEquals(List.of(), desk.look());
    }

    @Test
    void aCallThatReadsDocumentsIsAJob() throws Exception {
        DocumentProcessing documents = bean(DocumentProcessing.class);
        Path folder = Files.createTempDirectory("documents");
        Files.writeString(folder.resolve("a.txt"), "Invoice of 2026-11-23: EUR 1,250.00, due 2026-12-07.");
        Files.write(folder.resolve("b.txt"), new byte[] {(byte) 0xC3, 'x'});
        Files.writeString(folder.resolve("c.txt"), "");
        assertEquals(
                List.of(
                        new DocumentProcessing.Facts(
                                "a.txt", 7, List.of("2026-11-23", "2026-12-07"), List.of("EUR 1,250.00")),
                        new DocumentProcessing.Facts("c.txt", 0, List.of(), List.of())),
                documents.process(folder.toString()));
        Job job = jobs.over(jobs.of("process-documents").get(0).id());
        assertEquals(JobState.COMPLETED, job.state(), job::toString);
        assertEquals(
                List.of(2L, 1L),
                List.of(job.progress().recordsProcessed(), job.progress().recordsFailed()));
        assertEquals(2, job.result().asJsonArray().size());
        assertThrows(
                Exception.class, () -> documents.process(folder.resolve("none").toString()));
        assertEquals(
                JobState.FAILED,
                jobs.over(jobs.of("process-documents").get(0).id()).state());
    }

    @Test
    void anAnalysisOfRealDataIsAJob() throws Exception {
        DataAnalysis analysis = bean(DataAnalysis.class);
        Map<String, DataAnalysis.Damage> damage = analysis.bySize();
        assertEquals(Set.of("Large", "Medium", "Small"), damage.keySet());
        assertEquals(744, damage.get("Large").strikes());
        Job job = jobs.over(jobs.of("analyse-strikes").get(0).id());
        assertEquals(10_000, job.progress().recordsProcessed());
        assertEquals(4_910, job.result().asJsonObject().getJsonObject("Small").getInt("strikes"));
    }

    private List<String> log(UUID id) {
        return Rows.of(database, "SELECT message FROM millwright.job_log WHERE job_id = '" + id + "'");
    }

    private static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }
}

package millwright.container;

import static millwright.container.Watched.await;
import static millwright.container.Watched.bean;
import static millwright.container.Watched.errors;
import static millwright.container.Watched.find;
import static millwright.container.Watched.log;
import static millwright.container.Watched.methods;
import static millwright.container.Watched.newest;
import static millwright.container.Watched.over;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.job.AttemptOutcome;
import millwright.job.Job;
import millwright.job.JobState;
import millwright.job.Jobs;
import millwright.samples.features.Cancellation;
import millwright.samples.features.DataAnalysis;
import millwright.samples.features.DeadLetterDesk;
import millwright.samples.features.DocumentProcessing;
import millwright.samples.features.ExternalWorker;
import millwright.samples.features.Hooks;
import millwright.samples.features.ProgressReports;
import millwright.samples.features.Retries;
import millwright.samples.features.Timeouts;
import org.junit.jupiter.api.Test;

/** The samples of what a job does, and of what becomes of it: each does what its file says. */
interface SamplesOfRunning {

    @Test
    default void whatMayPassIsTriedAgainAndWhatWillNotIsNot() throws Exception {
        Job closed = over(methods().submit(Retries::transfer, "closed 1", null));
        assertEquals(List.of("ACCOUNT_CLOSED"), errors(closed));
        Job busy = over(methods().submit(Retries::transfer, "busy 2", null));
        assertEquals(List.of("BANK_BUSY", "BANK_BUSY", "BANK_BUSY", "BANK_BUSY"), errors(busy));
        assertEquals(JobState.FAILED, busy.state());
        Job open = over(methods().submit(Retries::transfer, "open 3", null));
        assertEquals("2", open.result().toString());
        Instant asked = open.attempts().get(0).endedAt().plusMillis(500);
        assertFalse(open.attempts().get(1).startedAt().isBefore(asked), open::toString);
    }

    @Test
    default void anAttemptIsCutOffAndTheNextHasMoreTime() throws Exception {
        Job job = over(methods().submit(Timeouts::report, 1_200L, null));
        assertEquals(AttemptOutcome.TIMED_OUT, job.attempts().get(0).outcome(), job::toString);
        assertEquals(List.of("TIMEOUT_ERROR"), errors(job));
        assertEquals("2", job.result().toString());
    }

    @Test
    default void aRunningJobEndsWhenItIsCancelled() throws Exception {
        Cancellation primes = bean(Cancellation.class);
        UUID id = primes.begin(Long.MAX_VALUE);
        await(() -> find(id).state() == JobState.RUNNING);
        primes.stop(id);
        Job job = over(id);
        assertEquals(JobState.CANCELLED, job.state(), job::toString);
        assertEquals(AttemptOutcome.CANCELLED, job.attempts().get(0).outcome());
        assertTrue(bean(Jobs.class).events(id).stream().anyMatch(event -> "operator".equals(event.by())));
    }

    @Test
    default void progressIsSeenWhileTheJobRuns() throws Exception {
        ProgressReports store = bean(ProgressReports.class);
        UUID id = methods().submit(ProgressReports::count, 4, null);
        store.scan("tea");
        store.scan("");
        await(() -> find(id).progress() != null && find(id).progress().fraction() == 0.5);
        assertEquals(JobState.RUNNING, find(id).state());
        assertEquals("2 of 4", find(id).progress().message());
        store.scan("salt");
        store.scan("rice");
        Job job = over(id);
        assertEquals(3, job.progress().recordsProcessed());
        assertEquals(1, job.progress().recordsFailed());
        await(() -> log(id).contains("label 2 is not readable"));
    }

    @Test
    default void hooksSurroundEachAttempt() throws Exception {
        Hooks hooks = bean(Hooks.class);
        UUID good = methods().submit(Hooks::work, true);
        UUID bad = methods().submit(Hooks::work, false);
        over(List.of(good, bad));
        assertEquals(Optional.of("COMPLETED"), hooks.outcome(good));
        assertEquals(Optional.of("FAILED"), hooks.outcome(bad));
        await(() -> log(good).size() == 1 && log(bad).contains("INTERNAL_ERROR"));
    }

    @Test
    default void aDeadLetterIsCorrectedAndSentAgain() throws Exception {
        DeadLetterDesk desk = bean(DeadLetterDesk.class);
        UUID dead = methods().submit(DeadLetterDesk::book, "12,50");
        assertEquals(JobState.FAILED, over(dead).state());
        assertEquals(List.of(dead), desk.look().stream().map(Job::id).toList());
        Job corrected = over(desk.correct(dead, "12.50", "anna"));
        assertEquals("12.50", corrected.result().toString());
        assertEquals(dead, corrected.terms().redrivenFrom());
        UUID hopeless = methods().submit(DeadLetterDesk::book, "a lot");
        over(hopeless);
        desk.giveUp(hopeless, "anna", "paid in cash");
        assertEquals(List.of(), desk.look());
    }

    @Test
    default void aProgramOutsideDoesTheWork() throws Exception {
        ExternalWorker worker = bean(ExternalWorker.class);
        UUID good = worker.submit("wheel");
        UUID bad = worker.submit(" ");
        assertTrue(worker.workOnce("robot 1"));
        assertTrue(worker.workOnce("robot 2"));
        assertFalse(worker.workOnce("robot 1"));
        Job measured = over(good);
        assertEquals("5", measured.result().toString());
        assertEquals("half of wheel", measured.progress().message());
        assertEquals(List.of("NO_PART"), errors(over(bad)));
    }

    @Test
    default void aCallThatReadsDocumentsIsAJob() throws Exception {
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
        Job job = over(newest("process-documents").id());
        assertEquals(JobState.COMPLETED, job.state(), job::toString);
        assertEquals(
                List.of(2L, 1L),
                List.of(job.progress().recordsProcessed(), job.progress().recordsFailed()));
        assertEquals(2, job.result().asJsonArray().size());
        assertThrows(
                Exception.class, () -> documents.process(folder.resolve("none").toString()));
        assertEquals(JobState.FAILED, over(newest("process-documents").id()).state());
    }

    @Test
    default void anAnalysisOfRealDataIsAJob() throws Exception {
        DataAnalysis analysis = bean(DataAnalysis.class);
        Map<String, DataAnalysis.Damage> damage = analysis.bySize();
        assertEquals(Set.of("Large", "Medium", "Small"), damage.keySet());
        assertEquals(744, damage.get("Large").strikes());
        Job job = over(newest("analyse-strikes").id());
        assertEquals(10_000, job.progress().recordsProcessed());
        assertEquals(4_910, job.result().asJsonObject().getJsonObject("Small").getInt("strikes"));
    }
}

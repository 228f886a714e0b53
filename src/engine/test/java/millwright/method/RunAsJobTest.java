package millwright.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import millwright.config.Settings;
import millwright.database.Json;
import millwright.job.AfterCommit;
import millwright.job.InvalidRequestException;
import millwright.job.Job;
import millwright.job.JobContext;
import millwright.job.JobQuery;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.retry.JobError;
import millwright.start.Engine;
import millwright.testing.Await;
import millwright.testing.FakeTransactions;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** M5: a call that is a job, whatever becomes of it, of its caller's transaction and of its node. */
@PostgresTest
class RunAsJobTest {

    @ApplicationScoped
    static class Documents {

        static final Semaphore RUNNING = new Semaphore(0);

        @Inject
        private JobContext context;

        @RunAsJob("process")
        public int process(String file, InputStream content) {
            context.progress(0.5, "half");
            context.log(System.Logger.Level.INFO, "reading " + file);
            return file.length();
        }

        @RunAsJob("fail")
        public void fail() throws IOException {
            throw new IOException("no such file");
        }

        @RunAsJob("wait")
        public boolean waitForEver() throws InterruptedException {
            RUNNING.release();
            new Semaphore(0).acquire();
            return true;
        }

        @RunAsJob("give-up")
        public void giveUp() {
            Thread.currentThread().interrupt();
        }

        @RunAsJob("later")
        public CompletionStage<String> later(CompletableFuture<String> until) {
            return until;
        }
    }

    /** Stands for the container that makes the engine's facades injectable. */
    @ApplicationScoped
    static class Calls {
        static final AtomicReference<Engine> ENGINE = new AtomicReference<>();

        @Produces
        @ApplicationScoped
        TrackedCalls calls() {
            return ENGINE.get().trackedCalls();
        }
    }

    @TempDir
    private Path folder;

    private final TestDatabase database;
    private final FakeTransactions transactions;
    private Beans beans;
    private Engine engine;
    private Documents documents;

    RunAsJobTest(TestDatabase database) {
        this.database = database;
        this.transactions = new FakeTransactions(database.dataSource());
    }

    @BeforeEach
    void start() {
        beans = new Beans(Documents.class, Calls.class, RunAsJobInterceptor.class);
        engine = engine();
        Calls.ENGINE.set(engine);
        engine.start();
        engine.runJobs();
        documents = beans.get(Documents.class);
    }

    @AfterEach
    void stop() {
        engine.stop();
        beans.close();
    }

    @Test
    void aCallIsAJobWithItsArgumentsAndItsResult() {
        assertEquals(8, documents.process("file.txt", InputStream.nullInputStream()));
        Job job = over();
        assertEquals(JobState.COMPLETED, job.state());
        assertEquals("process", job.definition());
        assertEquals(Json.object("{\"file\": \"file.txt\"}"), job.parameters());
        assertEquals("8", job.result().toString());
        assertEquals("application", job.submitter());
        assertEquals(1, job.attempts().size());
        Await.until(() ->
                database.isTrue("SELECT count(*) = 1 AND max(message) = 'reading file.txt' FROM millwright.job_log"));
    }

    @Test
    void anExceptionIsRecordedAndRethrown() {
        assertEquals(
                "no such file", assertThrows(IOException.class, documents::fail).getMessage());
        Job job = over();
        assertEquals(JobState.FAILED, job.state());
        assertEquals("no such file", job.error().message());
    }

    @Test
    void theEndOfAnInterruptedCallIsRecordedAndTheCallerStaysInterrupted() throws Exception {
        FutureTask<Boolean> call = new FutureTask<>(() -> {
            documents.giveUp();
            return Thread.currentThread().isInterrupted();
        });
        new Thread(call).start();
        assertTrue(call.get(), "whom the interrupt is meant for is not told of it");
        assertEquals(JobState.COMPLETED, over().state());
    }

    @Test
    void aRollBackOfTheCallerTakesNothingBack() {
        transactions.begin();
        documents.process("a", InputStream.nullInputStream());
        transactions.rollback();
        assertEquals(JobState.COMPLETED, over().state());
    }

    @Test
    void itIsSeenRunningWhileTheCallersTransactionIsOpen() {
        CompletableFuture<String> until = new CompletableFuture<>();
        transactions.begin();
        CompletionStage<String> later = documents.later(until);
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job WHERE state = 'RUNNING'"));
        transactions.rollback();
        until.complete("done");
        assertEquals("done", later.toCompletableFuture().join());
        Job job = over();
        assertEquals(JobState.COMPLETED, job.state());
        assertEquals("\"done\"", job.result().toString());
    }

    @Test
    void aCancelInterruptsTheCaller() throws Exception {
        FutureTask<Boolean> call = new FutureTask<>(documents::waitForEver);
        Thread caller = new Thread(call);
        caller.start();
        Documents.RUNNING.acquire();
        engine.jobs().cancel(job().id());
        Exception thrown = assertThrows(Exception.class, call::get);
        assertTrue(thrown.getCause() instanceof InterruptedException, thrown::toString);
        assertEquals(JobState.CANCELLED, over().state());
    }

    @Test
    void itsNodesDeathFailsIt() throws Exception {
        FutureTask<Boolean> call = new FutureTask<>(documents::waitForEver);
        Thread caller = new Thread(call);
        caller.start();
        Documents.RUNNING.acquire();
        UUID id = job().id();
        Engine other = engine();
        other.start();
        try {
            // declared dead, as an observer that saw no beat would have it
            database.sql("UPDATE millwright.node SET alive = false, ended_at = now() WHERE id = (SELECT node FROM"
                    + " millwright.job)");
            Await.until(() -> engine.jobs().find(id).orElseThrow().state() == JobState.FAILED);
            assertEquals(
                    JobError.NODE_LOST,
                    engine.jobs().find(id).orElseThrow().error().code());
        } finally {
            other.stop();
            caller.interrupt();
        }
        assertThrows(Exception.class, call::get);
        assertEquals(JobState.FAILED, engine.jobs().find(id).orElseThrow().state());
        assertFalse(caller.isAlive() && caller.isInterrupted());
    }

    @Test
    void nobodyElseMayRunIt() {
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class, () -> engine.jobs().submit(JobRequest.of("process", "test")));
        assertTrue(refused.getMessage().contains("runs only when its method is called"), refused.getMessage());
    }

    private Engine engine() {
        Map<String, String> set = Map.of(
                "millwright.access.token-file", folder.resolve("token").toString(),
                "millwright.node.heartbeat", "PT0.2S",
                "millwright.node.dead-after", "PT20S");
        return new Engine(
                transactions.dataSource(),
                new Settings(name -> Optional.ofNullable(set.get(name))),
                Thread::new,
                new AfterCommit(Optional.of(transactions)),
                ignored -> List.of(beans.runner()));
    }

    private Job job() {
        return engine.jobs()
                .list(new JobQuery(Set.of(), Optional.empty(), Optional.empty(), 1))
                .get(0);
    }

    private Job over() {
        Await.until(() -> job().state().isFinal());
        return job();
    }
}

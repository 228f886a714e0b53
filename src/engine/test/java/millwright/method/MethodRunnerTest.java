package millwright.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.json.Json;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.job.Attempt;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.JobContext;
import millwright.job.RunningAttempt;
import millwright.retry.JobError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M3, M4: a method is called as its bean's clients would call it, and what becomes of it is the attempt's end. */
class MethodRunnerTest {

    record Line(String product, BigDecimal amount) {}

    @ApplicationScoped
    static class Work {

        static final CountDownLatch WAITING = new CountDownLatch(1);

        @Inject
        private Visit visit;

        @Inject
        private Attempt attempt;

        @Inject
        private JobContext injected;

        @BackgroundJob(name = "sum")
        public BigDecimal sum(List<Line> lines, Optional<LocalDate> day, JobContext context) {
            context.progress(1, lines.size() + " lines");
            return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        @BackgroundJob(name = "nothing")
        public void nothing() {
            // gives no result
        }

        @BackgroundJob(name = "kept")
        public void kept(JobContext context) {
            context.result(Json.createValue("kept by the context"));
        }

        @BackgroundJob(name = "list")
        public List<Line> list() {
            return List.of(new Line("a", BigDecimal.ONE));
        }

        @BackgroundJob(name = "visits")
        public UUID visits() {
            return visit.id();
        }

        @BackgroundJob(name = "injected")
        public boolean injected(JobContext context) {
            return attempt.jobId().equals(context.jobId())
                    && injected.idempotencyKey().equals(context.jobId() + ":1");
        }

        @BackgroundJob(name = "fails")
        public void fails() throws IOException {
            throw new IOException("no route");
        }

        @BackgroundJob(name = "later")
        public CompletionStage<Integer> later() {
            return CompletableFuture.supplyAsync(() -> 42);
        }

        @BackgroundJob(name = "later-fails")
        public CompletionStage<Void> laterFails() {
            return CompletableFuture.failedFuture(new IOException("no route later"));
        }

        @BackgroundJob(name = "waits")
        public void waits() throws InterruptedException {
            WAITING.countDown();
            new Semaphore(0).acquire();
        }

        @BackgroundJob(name = "too-much")
        public String tooMuch() {
            return "x".repeat(1 << 20);
        }
    }

    /** Never completes by itself. */
    @ApplicationScoped
    static class Stages {
        static final CompletableFuture<String> STAGE = new CompletableFuture<>();
        static final Semaphore WAITING = new Semaphore(0);

        @BackgroundJob(name = "for-ever")
        public CompletionStage<String> forEver() {
            WAITING.release();
            return STAGE;
        }
    }

    @RequestScoped
    static class Visit {

        static final AtomicInteger ENDED = new AtomicInteger();

        private final UUID id = UUID.randomUUID();

        public UUID id() {
            return id;
        }

        @PreDestroy
        void end() {
            ENDED.incrementAndGet();
        }
    }

    @Dependent
    static class Single {

        static final AtomicInteger DESTROYED = new AtomicInteger();

        @BackgroundJob(name = "single")
        public int number() {
            return System.identityHashCode(this);
        }

        @PreDestroy
        void end() {
            DESTROYED.incrementAndGet();
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Twice {}

    @Twice
    @Interceptor
    @Priority(1)
    static class TwiceInterceptor {
        @AroundInvoke
        Object twice(InvocationContext context) throws Exception {
            return 2 * (Integer) context.proceed();
        }
    }

    interface Counter {
        int count(int from);
    }

    @ApplicationScoped
    static class PlainCounter implements Counter {
        @Override
        @Twice
        @BackgroundJob(name = "count")
        public int count(int from) {
            return from + 1;
        }
    }

    @Decorator
    @Priority(1)
    static class Hundred implements Counter {
        @Inject
        @Delegate
        private Counter counter;

        @Override
        public int count(int from) {
            return 100 + counter.count(from);
        }
    }

    private Beans beans;

    @BeforeEach
    void start() {
        beans = new Beans(
                Work.class,
                Stages.class,
                Visit.class,
                Single.class,
                TwiceInterceptor.class,
                PlainCounter.class,
                Hundred.class);
    }

    @AfterEach
    void stop() {
        beans.close();
    }

    @Test
    void argumentsAreReadAndTheResultIsWritten() {
        RunningAttempt attempt = Beans.attempt(
                "sum", "{\"lines\": [{\"product\": \"a\", \"amount\": 1.5}, {\"product\": \"b\", \"amount\": 2}]}");
        AttemptEnd end = beans.run(attempt);
        assertEquals(AttemptOutcome.COMPLETED, end.outcome(), end::toString);
        assertEquals("3.5", end.result().toString());
        assertEquals("2 lines", attempt.progress().orElseThrow().message());
    }

    @Test
    void aResultIsAnyJson() {
        assertEquals(
                "[{\"product\":\"a\",\"amount\":1}]",
                beans.run("list", "{}").result().toString());
        assertNull(beans.run("nothing", "{}").result());
        assertEquals("\"kept by the context\"", beans.run("kept", "{}").result().toString());
        assertEquals("42", beans.run("later", "{}").result().toString());
    }

    @Test
    void aResultAboveItsLimitFailsTheAttemptAndSaysSo() {
        AttemptEnd end = beans.run("too-much", "{}");
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertTrue(end.error().message().contains("1 MiB"), end::toString);
    }

    @Test
    void eachAttemptHasARequestContextOfItsOwn() {
        int before = Visit.ENDED.get();
        String one = beans.run("visits", "{}").result().toString();
        String other = beans.run("visits", "{}").result().toString();
        assertNotEquals(one, other);
        assertEquals(before + 2, Visit.ENDED.get());
    }

    @Test
    void theInjectedContextIsTheAttempts() {
        assertEquals("true", beans.run("injected", "{}").result().toString());
    }

    @Test
    void aDependentBeanLivesForOneAttempt() {
        int before = Single.DESTROYED.get();
        assertEquals(AttemptOutcome.COMPLETED, beans.run("single", "{}").outcome());
        assertEquals(before + 1, Single.DESTROYED.get());
    }

    @Test
    void interceptorsAndDecoratorsWork() {
        // the interceptor around the decorator around the bean
        assertEquals("202", beans.run("count", "{\"from\": 0}").result().toString());
    }

    @Test
    void anExceptionIsTheAttemptsError() {
        AttemptEnd end = beans.run("fails", "{}");
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertEquals(JobError.NETWORK_ERROR, end.error().code());
        assertEquals("no route", end.error().message());
        assertEquals("no route later", beans.run("later-fails", "{}").error().message());
    }

    @Test
    void aParameterThatNoLongerFitsIsADataError() {
        AttemptEnd end = beans.run("sum", "{\"lines\": [{\"product\": 1, \"amount\": 1.5}]}");
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertEquals(JobError.DATA_ERROR, end.error().code());
        assertTrue(end.error().message().startsWith("parameter 'lines'"), end::toString);
    }

    @Test
    void aCancelInterruptsTheMethod() throws Exception {
        RunningAttempt attempt = Beans.attempt("waits", "{}");
        FutureTask<AttemptEnd> run = start(attempt);
        Work.WAITING.await();
        attempt.cancel();
        assertEquals(AttemptOutcome.CANCELLED, run.get().outcome());
    }

    @Test
    void aCancelReachesTheStageThatIsAwaited() throws Exception {
        RunningAttempt attempt = Beans.attempt("for-ever", "{}");
        FutureTask<AttemptEnd> run = start(attempt);
        Stages.WAITING.acquire();
        attempt.cancel();
        assertEquals(AttemptOutcome.CANCELLED, run.get().outcome());
        assertTrue(Stages.STAGE.isCancelled());
    }

    @Test
    void aCancelAfterTheMethodInterruptsNobody() {
        RunningAttempt attempt = Beans.attempt("nothing", "{}");
        assertEquals(AttemptOutcome.COMPLETED, beans.run(attempt).outcome());
        attempt.cancel();
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void whatAMethodLeavesOpenIsRolledBackAndFailsTheAttempt() {
        AtomicInteger open = new AtomicInteger(1);
        MethodRunner runner =
                new MethodRunner(beans.methods(), Beans.CONFIGURED, beans.manager(), () -> open.getAndSet(0) == 1);
        AttemptEnd end = runner.run(Beans.attempt("nothing", "{}"));
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertEquals(
                AttemptOutcome.COMPLETED,
                runner.run(Beans.attempt("nothing", "{}")).outcome());
    }

    private FutureTask<AttemptEnd> start(RunningAttempt attempt) {
        FutureTask<AttemptEnd> run = new FutureTask<>(() -> beans.run(attempt));
        new Thread(run).start();
        return run;
    }
}

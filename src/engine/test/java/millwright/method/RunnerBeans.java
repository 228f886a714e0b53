package millwright.method;

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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.job.Attempt;
import millwright.job.JobContext;

/** Beans whose methods are jobs, of every kind that a runner has to do with. */
final class RunnerBeans {

    private RunnerBeans() {}

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
}

package millwright.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.AttemptRunner;
import millwright.job.JobContext;
import millwright.job.RunningAttempt;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.FakeRunner;
import millwright.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** H1, H2, H3: what surrounds an attempt, in which order, and what its failures do. */
class AttemptHooksTest {

    private static final List<String> SEEN = new ArrayList<>();

    @ApplicationScoped
    @Priority(1)
    static class Outer implements AttemptInterceptor {
        @Override
        public void before(JobContext context) {
            SEEN.add("outer before " + context.number());
        }

        @Override
        public void after(JobContext context, AttemptEnd end) {
            SEEN.add("outer after " + end.outcome());
        }

        @Override
        public void error(JobContext context, AttemptEnd end) {
            SEEN.add("outer error " + end.error().code());
        }
    }

    @ApplicationScoped
    static class Inner implements AttemptInterceptor {
        @Override
        public void before(JobContext context) {
            SEEN.add("inner before");
        }

        @Override
        public void after(JobContext context, AttemptEnd end) {
            SEEN.add("inner after");
        }
    }

    @ApplicationScoped
    @Priority(2)
    static class Refusing implements AttemptInterceptor {
        @Override
        public void before(JobContext context) throws IOException {
            throw new IOException("no licence today");
        }
    }

    @ApplicationScoped
    @Priority(2)
    static class FailingAfter implements AttemptInterceptor {
        @Override
        public void after(JobContext context, AttemptEnd end) {
            throw new IllegalStateException("could not bill it");
        }

        @Override
        public void error(JobContext context, AttemptEnd end) {
            throw new IllegalStateException("could not tell it");
        }
    }

    @ApplicationScoped
    static class Observer {
        void begun(@Observes AttemptStarted started) {
            SEEN.add(started.definition() + " started");
        }

        void ended(@Observes AttemptEnded ended) {
            SEEN.add(ended.outcome()
                    + ended.error().map(error -> " " + error.code()).orElse(""));
        }
    }

    @ApplicationScoped
    static class FailingObserver {
        void begun(@Observes AttemptStarted started) {
            throw new IllegalStateException("cannot observe");
        }
    }

    @ApplicationScoped
    static class Threads {
        static final ThreadFactory FACTORY = Thread::new;

        @Produces
        @WorkerThreads
        ThreadFactory threads() {
            return FACTORY;
        }
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void interceptorsSurroundTheAttemptInTheirOrder() {
        AttemptEnd end = run(attempt -> completed(), Inner.class, Outer.class, Observer.class);
        assertEquals(AttemptOutcome.COMPLETED, end.outcome());
        assertEquals(
                List.of(
                        "work started",
                        "outer before 1",
                        "inner before",
                        "work",
                        "inner after",
                        "outer after COMPLETED",
                        "COMPLETED"),
                SEEN);
    }

    @Test
    void anErrorIsToldToThemAndToObservers() {
        JobError error = new JobError("BROKEN", ErrorCategory.PERMANENT, "no good");
        run(attempt -> AttemptEnd.failed(error), Outer.class, Observer.class);
        assertEquals(List.of("work started", "outer before 1", "outer error BROKEN", "FAILED BROKEN"), SEEN);
        SEEN.clear();
        AttemptEnd thrown = run(
                attempt -> {
                    throw new IllegalStateException("a runner's own");
                },
                Outer.class);
        assertEquals("a runner's own", thrown.error().message());
    }

    @Test
    void anInterceptorThatFailsBeforeKeepsTheWorkFromBeginning() {
        AttemptEnd end = run(attempt -> completed(), Outer.class, Refusing.class, Inner.class);
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertEquals(
                Refusing.class.getName() + ".before failed: no licence today",
                end.error().message());
        assertEquals(List.of("outer before 1", "outer error NETWORK_ERROR"), SEEN);
    }

    @Test
    void anInterceptorThatFailsAfterFailsTheAttemptButHidesNoEarlierError() {
        AttemptEnd end = run(attempt -> completed(), FailingAfter.class);
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertTrue(end.error().message().contains("could not bill it"), end::toString);
        JobError error = new JobError("BROKEN", ErrorCategory.PERMANENT, "no good");
        assertEquals(
                error,
                run(attempt -> AttemptEnd.failed(error), FailingAfter.class).error());
    }

    @Test
    void anObserverThatFailsChangesNothing() {
        assertEquals(
                AttemptOutcome.COMPLETED,
                run(attempt -> completed(), FailingObserver.class).outcome());
        assertEquals(List.of("work"), SEEN);
    }

    @Test
    void whereThereIsNothingTheRunnerIsLeftAlone() {
        try (SeContainer container = container(Threads.class)) {
            AttemptRunner runner = FakeRunner.of("work", attempt -> completed());
            assertSame(runner, new AttemptHooks(container.getBeanManager()).around(runner));
        }
    }

    @Test
    void theApplicationsOwnThreadFactoryIsFound() {
        try (SeContainer container = container(Threads.class)) {
            assertEquals(Optional.of(Threads.FACTORY), new AttemptHooks(container.getBeanManager()).workerThreads());
        }
        try (SeContainer container = container(Outer.class)) {
            assertEquals(Optional.empty(), new AttemptHooks(container.getBeanManager()).workerThreads());
        }
    }

    private static AttemptEnd completed() {
        SEEN.add("work");
        return AttemptEnd.completed(null);
    }

    private static AttemptEnd run(Function<RunningAttempt, AttemptEnd> work, Class<?>... beans) {
        try (SeContainer container = container(beans)) {
            return new AttemptHooks(container.getBeanManager())
                    .around(FakeRunner.of("work", work))
                    .run(Rows.attempt(UUID.randomUUID(), UUID.randomUUID(), 1));
        }
    }

    private static SeContainer container(Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(beans)
                .initialize();
    }
}

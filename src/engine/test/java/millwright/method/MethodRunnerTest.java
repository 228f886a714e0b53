package millwright.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.method.RunnerBeans.Hundred;
import millwright.method.RunnerBeans.PlainCounter;
import millwright.method.RunnerBeans.Single;
import millwright.method.RunnerBeans.Stages;
import millwright.method.RunnerBeans.TwiceInterceptor;
import millwright.method.RunnerBeans.Visit;
import millwright.method.RunnerBeans.Work;
import millwright.retry.JobError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M3, M4: a method is called as its bean's clients would call it, and what becomes of it is the attempt's end. */
class MethodRunnerTest {

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

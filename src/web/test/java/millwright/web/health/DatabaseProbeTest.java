package millwright.web.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Holds W40 to W42: the clock is turned by hand, and a question that was not run yet is one that hangs. */
class DatabaseProbeTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final Deque<Runnable> hanging = new ArrayDeque<>();
    private boolean reachable = true;
    private int asked;

    @Test
    void isUpWhenTheDatabaseAnswers() {
        assertTrue(probe(Runnable::run).answers());
    }

    @Test
    void isDownWhenItRefuses() {
        reachable = false;

        assertFalse(probe(Runnable::run).answers());
    }

    @Test
    void isDownWhenNoThreadIsToBeHad() {
        assertFalse(probe(question -> {
                    throw new RejectedExecutionException();
                })
                .answers());
    }

    @Test
    void asksOnceASecondAtTheMost() {
        DatabaseProbe probe = probe(Runnable::run);
        probe.answers();
        reachable = false;

        assertTrue(probe.answers());
        assertEquals(1, asked);
        pass(Duration.ofMillis(1_001));
        assertFalse(probe.answers());
        assertEquals(2, asked);
    }

    @Test
    void isDownWhileTheDatabaseHangsAndAsksNoSecondTime() {
        DatabaseProbe probe = probe(hanging::add);
        assertFalse(probe.answers());
        pass(Duration.ofHours(1));

        assertFalse(probe.answers());
        assertFalse(probe.answers());
        assertEquals(1, hanging.size());
    }

    @Test
    void isUpAgainAsSoonAsTheHangingQuestionIsAnswered() {
        DatabaseProbe probe = probe(hanging::add);
        assertFalse(probe.answers());
        pass(Duration.ofHours(1));
        hanging.remove().run();

        assertTrue(probe.answers());
        assertTrue(hanging.isEmpty());
    }

    private DatabaseProbe probe(Executor threads) {
        return new DatabaseProbe(
                () -> {
                    asked++;
                    return reachable;
                },
                threads,
                nanos::get,
                Duration.ofMillis(20),
                Duration.ofSeconds(1));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}

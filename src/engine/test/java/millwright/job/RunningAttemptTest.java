package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.database.Json;
import millwright.testing.Rows;
import org.junit.jupiter.api.Test;

/** An attempt while it runs: its result, its stop, and the thread it is bound to. */
class RunningAttemptTest {

    private final RunningAttempt attempt = Rows.attempt(UUID.randomUUID(), UUID.randomUUID(), 1);

    @Test
    void aStopReachesTheHookOnceWhicheverCameFirst() {
        AtomicInteger stops = new AtomicInteger();
        attempt.onStop(stops::incrementAndGet);
        attempt.stop();
        attempt.stop();
        assertEquals(1, stops.get());
        AtomicInteger late = new AtomicInteger();
        attempt.onStop(late::incrementAndGet);
        assertEquals(1, late.get());
        assertTrue(attempt.stopRequested());
    }

    @Test
    void theLastResultWins() {
        assertNull(attempt.result());
        attempt.result(Json.object("{\"a\": 1}"));
        attempt.result(Json.object("{\"a\": 2}"));
        assertEquals(Json.object("{\"a\": 2}"), attempt.result());
    }

    @Test
    void aResultThatCannotBeKeptIsRefusedAndTheEarlierOneStays() {
        attempt.result(Json.object("{\"a\": 1}"));
        assertThrows(
                IllegalArgumentException.class, () -> attempt.result(Json.object("{\"a\": [{\"b\": \"\\u0000\"}]}")));
        assertThrows(IllegalArgumentException.class, () -> attempt.result(Json.object("{\"\\u0000\": 1}")));
        assertThrows(
                IllegalArgumentException.class,
                () -> attempt.result(Json.object("{\"a\": \"" + "é".repeat(1 << 19) + "\"}")));
        assertEquals(Json.object("{\"a\": 1}"), attempt.result());
    }

    @Test
    void outsideAnAttemptThereIsNone() {
        assertThrows(IllegalStateException.class, AttemptScope::current);
        assertThrows(IllegalStateException.class, () -> new CurrentAttempt().jobId());
    }

    @Test
    void theInjectedAttemptSpeaksForTheOneOfItsThread() {
        CurrentAttempt injected = new CurrentAttempt();
        UUID job = AttemptScope.during(attempt, () -> {
            injected.result(Json.object("{\"a\": 1}"));
            assertEquals(1, injected.number());
            return injected.jobId();
        });
        assertEquals(attempt.jobId(), job);
        assertEquals(Json.object("{\"a\": 1}"), attempt.result());
    }

    @Test
    void theThreadIsUnboundWhateverHappens() {
        RunningAttempt inner = Rows.attempt(UUID.randomUUID(), UUID.randomUUID(), 1);
        AttemptScope.during(attempt, () -> {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> AttemptScope.during(inner, () -> {
                        throw new IllegalArgumentException();
                    }));
            assertSame(attempt, AttemptScope.current());
            return null;
        });
        assertThrows(IllegalStateException.class, AttemptScope::current);
    }
}

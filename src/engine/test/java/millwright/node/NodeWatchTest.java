package millwright.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import millwright.node.NodeStore.Beat;
import org.junit.jupiter.api.Test;

/** N2: a node is silent when this observer saw its beat unchanged for the time-out, by its own clock alone. */
class NodeWatchTest {

    private static final Duration DEAD_AFTER = Duration.ofSeconds(15);
    private static final UUID NODE = UUID.randomUUID();

    // near the point where nanoTime wraps, which it may at any moment of a process's life
    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(20).toNanos());
    private final NodeWatch watch = new NodeWatch(DEAD_AFTER, now::get);

    @Test
    void anUnchangedBeatIsSilentAfterTheTimeOutAndNotBefore() {
        assertEquals(List.of(), silent(1));
        pass(DEAD_AFTER.minusNanos(1));
        assertEquals(List.of(), silent(1));
        pass(Duration.ofNanos(1));
        assertEquals(List.of(new Beat(NODE, 1)), silent(1));
    }

    @Test
    void eachNewBeatBeginsTheTimeOutAgain() {
        for (int beat = 0; beat < 10; beat++) {
            assertEquals(List.of(), silent(beat));
            pass(DEAD_AFTER.minusNanos(1));
        }
        assertEquals(List.of(), silent(9));
        pass(Duration.ofNanos(1));
        assertEquals(1, silent(9).size());
    }

    @Test
    void aNodeSeenForTheFirstTimeIsNotSilentHoweverOldItsBeat() {
        pass(Duration.ofDays(1));
        assertEquals(List.of(), silent(4));
    }

    @Test
    void afterATimeWithoutLookingAllBeginAgain() {
        silent(1);
        pass(DEAD_AFTER.multipliedBy(2));
        watch.forget();
        assertEquals(List.of(), silent(1));
        pass(DEAD_AFTER);
        assertEquals(1, silent(1).size());
    }

    @Test
    void aNodeThatLeftAndOneThatCameAreNotMixedUp() {
        silent(1);
        pass(DEAD_AFTER);
        watch.silent(List.of());
        assertEquals(List.of(), silent(1));
    }

    private List<Beat> silent(long beat) {
        return watch.silent(List.of(new Beat(NODE, beat)));
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}

package millwright.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A9: passwords cannot be guessed by trying. */
class SignInThrottleTest {

    private final AtomicLong now = new AtomicLong();
    private final SignInThrottle throttle = new SignInThrottle(now::get);

    @Test
    void aNameIsTriedTenTimesFromAnAddressThenOnceAMinute() {
        guess(10, "ada", "here");
        assertEquals(Duration.ofMinutes(1), refused("ada", "here"));
        assertDoesNotThrow(() -> throttle.guess("ada", "elsewhere"), "its owner is elsewhere");
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        guess(1, "ada", "here");
        refused("ada", "here");
    }

    @Test
    void anAddressTriesThirtyNames() {
        for (int i = 0; i < 30; i++) {
            guess(1, "user" + i, "here");
        }
        assertEquals(Duration.ofSeconds(20), refused("another", "here"));
    }

    @Test
    void aNameIsTriedAHundredTimesFromAnywhere() {
        for (int i = 0; i < 100; i++) {
            guess(1, "ada", "address" + i);
        }
        assertEquals(Duration.ofSeconds(30), refused("ada", "one more"));
    }

    @Test
    void whoIsRightMaySignInAsOftenAsOneLikes() {
        for (int i = 0; i < 1_000; i++) {
            guess(1, "ada", "here");
            throttle.wasRight("ada", "here");
        }
    }

    private void guess(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            throttle.guess(name, address);
        }
    }

    private Duration refused(String name, String address) {
        return assertThrows(ThrottledException.class, () -> throttle.guess(name, address))
                .retryAfter();
    }
}

package millwright.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A8, A9: an unknown user costs as much as a known one. */
class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void nobodysPasswordMatchesNothing() {
        assertFalse(passwords.matches("whatever it is", Optional.empty()));
        assertTrue(passwords.matches("whatever it is", Optional.of(passwords.hash("whatever it is"))));
    }

    @Test
    void anUnknownUserTakesAsLong() {
        Optional<String> known = Optional.of(passwords.hash("whatever it is"));
        passwords.matches("warm up", known);
        passwords.matches("warm up", Optional.empty());
        long ofKnown = cpuNanos(known);
        long ofUnknown = cpuNanos(Optional.empty());
        assertTrue(ofUnknown * 3 > ofKnown && ofKnown * 3 > ofUnknown, () -> ofKnown + " and " + ofUnknown + " ns");
    }

    /** Of the processor and not of the clock, which other programs have a part in. */
    private long cpuNanos(Optional<String> stored) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 5; i++) {
            passwords.matches("not this one", stored);
        }
        return threads.getCurrentThreadCpuTime() - before;
    }
}

package millwright.signal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** M3: nothing is said where no other node listens, and no node goes unheard that does. */
class AudienceTest {

    private static final long FORGOTTEN = 100;

    private long now = Long.MAX_VALUE - 50;
    private final Audience audience = new Audience(FORGOTTEN, () -> now);

    @Test
    void othersAreAssumedWhileThisNodeHearsNothing() {
        now += 10 * FORGOTTEN;
        assertTrue(audience.isThere());
        audience.hears();
        audience.isDeaf();
        now += 10 * FORGOTTEN;
        assertTrue(audience.isThere());
    }

    @Test
    void whoHasHeardNobodyForLongIsAlone() {
        audience.hears();
        now += FORGOTTEN;
        assertTrue(audience.isThere());
        now++;
        assertFalse(audience.isThere());
    }

    @Test
    void aNodeThatWasHeardIsThereUntilItIsSilentForLong() {
        audience.hears();
        now += FORGOTTEN + 1;
        assertTrue(audience.heard("a"));
        now += FORGOTTEN;
        assertTrue(audience.isThere());
        assertFalse(audience.heard("a"), "it was known");
        now += FORGOTTEN + 1;
        assertFalse(audience.isThere());
        assertTrue(audience.heard("a"), "it was forgotten");
        assertTrue(audience.heard("b"));
        assertTrue(audience.isThere());
    }
}

package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Where the next claim of a line begins. */
class LowWaterMarksTest {

    private static final int NORMAL = 2;
    private static final int LOW = 3;
    private static final long SECOND = 1_000_000_000L;

    private final LowWaterMarks marks = new LowWaterMarks();

    @Test
    void aLineWithoutClaimsBeginsAtItsBeginning() {
        assertEquals(Long.MIN_VALUE, marks.of("default", NORMAL));
    }

    @Test
    void theHighestClaimedPositionCounts() {
        note(marks, NORMAL, 7, 9, 8);
        note(marks, NORMAL, 3);
        assertEquals(9, marks.of("default", NORMAL));
    }

    @Test
    void eachLineHasItsOwn() {
        note(marks, NORMAL, 7);
        note(marks, LOW, 2);
        assertEquals(7, marks.of("default", NORMAL));
        assertEquals(2, marks.of("default", LOW));
    }

    @Test
    void aMarkIsForgottenAfterASecondWhateverTheClockShows() {
        for (long start : new long[] {0, 12 * SECOND, Long.MAX_VALUE - SECOND / 2}) {
            LowWaterMarks fresh = new LowWaterMarks();
            fresh.forgetIfDue(start);
            note(fresh, NORMAL, 7);
            fresh.forgetIfDue(start + SECOND - 1);
            long kept = fresh.of("default", NORMAL);
            fresh.forgetIfDue(start + SECOND);
            assertEquals(Long.MIN_VALUE, fresh.of("default", NORMAL));
            if (start > SECOND) {
                assertEquals(7, kept);
            }
        }
    }

    @Test
    void returnedJobsAreLookedForAtOnceUnlessThatIsWhatTheNodeDoesMostOfTheTime() {
        long start = 12 * SECOND;
        marks.forgetIfDue(start);
        marks.claimed(10_000_000);
        note(marks, NORMAL, 7);
        // as long as it likes: it did not begin at the start of the line
        marks.claimed(SECOND);
        marks.forgetSoon();
        assertFalse(marks.forgetIfDue(start + 39_999_999));
        assertEquals(7, marks.of("default", NORMAL));
        assertTrue(marks.isToBeForgotten());
        assertTrue(marks.forgetIfDue(start + 40_000_000));
        assertEquals(Long.MIN_VALUE, marks.of("default", NORMAL));
        assertFalse(marks.isToBeForgotten());
    }

    @Test
    void theMarksOfCriticalHideAllOtherLines() {
        note(marks, 0, 5);
        assertEquals(5, marks.ofCritical().of("default", 0));
        assertEquals(Long.MIN_VALUE, marks.ofCritical().of("other", 0));
        assertEquals(Long.MAX_VALUE, marks.ofCritical().of("default", NORMAL));
    }

    private static void note(LowWaterMarks marks, int priority, long... positions) {
        for (long position : positions) {
            marks.note("default", priority, position);
        }
    }
}

package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import millwright.queue.ClaimStore.Claimed;
import millwright.testing.Rows;
import org.junit.jupiter.api.Test;

/** Where the next claim of a line begins. */
class LowWaterMarksTest {

    private static final Line NORMAL = new Line("default", 2);
    private static final Line LOW = new Line("default", 3);
    private static final long SECOND = 1_000_000_000L;

    private final LowWaterMarks marks = new LowWaterMarks();

    @Test
    void aLineWithoutClaimsBeginsAtItsBeginning() {
        assertEquals(Long.MIN_VALUE, marks.of(NORMAL));
    }

    @Test
    void theHighestClaimedPositionCounts() {
        marks.note(List.of(claimed(NORMAL, 7), claimed(NORMAL, 9), claimed(NORMAL, 8)));
        marks.note(List.of(claimed(NORMAL, 3)));
        assertEquals(9, marks.of(NORMAL));
    }

    @Test
    void eachLineHasItsOwn() {
        marks.note(List.of(claimed(NORMAL, 7), claimed(LOW, 2)));
        assertEquals(7, marks.of(NORMAL));
        assertEquals(2, marks.of(LOW));
    }

    @Test
    void aMarkIsForgottenAfterASecondWhateverTheClockShows() {
        for (long start : new long[] {0, 12 * SECOND, Long.MAX_VALUE - SECOND / 2}) {
            LowWaterMarks fresh = new LowWaterMarks();
            fresh.forgetIfOld(start);
            fresh.note(List.of(claimed(NORMAL, 7)));
            fresh.forgetIfOld(start + SECOND - 1);
            long kept = fresh.of(NORMAL);
            fresh.forgetIfOld(start + SECOND);
            assertEquals(Long.MIN_VALUE, fresh.of(NORMAL));
            if (start > SECOND) {
                assertEquals(7, kept);
            }
        }
    }

    private static Claimed claimed(Line line, long position) {
        return new Claimed(Rows.claimed(UUID.randomUUID(), UUID.randomUUID(), 1, 1), line, position);
    }
}

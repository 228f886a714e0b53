package millwright.queue;

import java.util.HashMap;
import java.util.Map;
import millwright.queue.ClaimStore.Claimed;

/**
 * The highest position claimed from each line. A claim starts behind it instead of walking over the index entries of
 * rows that have left: with an old transaction open anywhere in the database, those cannot be cleaned up, and claims
 * grew from 1 to 31 ms within 50,000 jobs. Late commits, rescues and releases put rows below the mark, so it is
 * forgotten every second. Used by one thread.
 */
final class LowWaterMarks {

    private static final long FORGET_AFTER_NANOS = 1_000_000_000L;

    private final Map<Line, Long> marks = new HashMap<>();
    private long since;

    void forgetIfOld(long nanoTime) {
        if (nanoTime - since >= FORGET_AFTER_NANOS) {
            marks.clear();
            since = nanoTime;
        }
    }

    long of(Line line) {
        return marks.getOrDefault(line, Long.MIN_VALUE);
    }

    void note(Iterable<Claimed> claimed) {
        claimed.forEach(c -> marks.merge(c.line(), c.position(), Math::max));
    }
}

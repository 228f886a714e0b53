package millwright.queue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import millwright.job.Priority;

/**
 * The highest position claimed from each line, which is the jobs of one priority within one queue. A claim starts
 * behind it instead of walking over the index entries of rows that have left: with an old transaction open anywhere in
 * the database, those cannot be cleaned up, and claims grew from 1 to 31 ms within 50,000 jobs. Late commits, rescues
 * and releases put rows below the mark, so it is forgotten every second. Used by one thread.
 */
final class LowWaterMarks {

    private static final long FORGET_AFTER_NANOS = 1_000_000_000L;
    private static final int PRIORITIES = Priority.values().length;

    private final Map<String, long[]> marks = new HashMap<>();
    private final boolean criticalOnly;
    private long since;

    LowWaterMarks() {
        this(false);
    }

    private LowWaterMarks(boolean criticalOnly) {
        this.criticalOnly = criticalOnly;
    }

    void forgetIfOld(long nanoTime) {
        if (nanoTime - since >= FORGET_AFTER_NANOS) {
            forget();
            since = nanoTime;
        }
    }

    /** To be called when rows were put back into their lines. */
    void forget() {
        marks.clear();
    }

    /** A mark behind which there is nothing, for a line that is not to be looked into. */
    LowWaterMarks ofCritical() {
        LowWaterMarks critical = new LowWaterMarks(true);
        critical.marks.putAll(marks);
        return critical;
    }

    long of(String queue, int priority) {
        if (criticalOnly && priority > Priority.CRITICAL.rank()) {
            return Long.MAX_VALUE;
        }
        long[] ofQueue = marks.get(queue);
        return ofQueue == null ? Long.MIN_VALUE : ofQueue[priority];
    }

    void note(String queue, int priority, long position) {
        long[] ofQueue = marks.get(queue);
        if (ofQueue == null) {
            ofQueue = new long[PRIORITIES];
            Arrays.fill(ofQueue, Long.MIN_VALUE);
            marks.put(queue, ofQueue);
        }
        ofQueue[priority] = Math.max(ofQueue[priority], position);
    }
}

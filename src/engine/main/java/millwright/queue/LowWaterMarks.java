package millwright.queue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import millwright.job.Priority;

/**
 * The highest position claimed from each line, which is the jobs of one priority within one queue. A claim starts
 * behind it instead of walking over the index entries of rows that have left: with an old transaction open anywhere in
 * the database, those cannot be cleaned up, and claims grew from 1 to 31 ms within 50,000 jobs. Late commits put rows
 * below the mark, so it is forgotten every second; jobs that return to their line do so too, and then it is forgotten as
 * soon as the claims from the start that this leads to take no more than a fifth of the time. Used by one thread.
 */
final class LowWaterMarks {

    private static final long FORGET_AFTER_NANOS = 1_000_000_000L;
    private static final int REST = 4;
    private static final int PRIORITIES = Priority.values().length;

    private final Map<String, long[]> marks = new HashMap<>();
    private final boolean criticalOnly;
    private long since;
    private boolean forgotten = true;
    private boolean forgetSoon;
    /** How long the last claim from the start took. */
    private long walkNanos;

    LowWaterMarks() {
        this(false);
    }

    private LowWaterMarks(boolean criticalOnly) {
        this.criticalOnly = criticalOnly;
    }

    /** Whether rows may have come below the marks that nobody looks for now. */
    boolean forgetIfDue(long nanoTime) {
        long age = nanoTime - since;
        boolean due = age >= FORGET_AFTER_NANOS || (forgetSoon && age >= REST * walkNanos);
        if (due) {
            forget();
            since = nanoTime;
        }
        return due;
    }

    /** Jobs have returned to their lines. */
    void forgetSoon() {
        forgetSoon = true;
    }

    /** Whether {@link #forgetSoon} was asked for and has not been done. */
    boolean isToBeForgotten() {
        return forgetSoon;
    }

    /** A claim with these marks took that long. */
    void claimed(long nanos) {
        if (forgotten) {
            walkNanos = nanos;
            forgotten = false;
        }
    }

    /** To be called when rows were put back into their lines. */
    void forget() {
        marks.clear();
        forgotten = true;
        forgetSoon = false;
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

package millwright.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What this node has claimed and no worker has begun, and how many workers are at work. Both in one place, so that a
 * worker that finds nothing ends its turn in the same moment, and none is missing when jobs come. Thread-safe.
 */
final class JobBuffer {

    private final int workers;
    private final Deque<WorkerThread> urgent = new ArrayDeque<>();
    private final Deque<WorkerThread> waiting = new ArrayDeque<>();
    private int active;
    private int refillBelow;
    private boolean closed;

    JobBuffer(int workers) {
        this.workers = workers;
    }

    /**
     * Adds jobs in the order in which they are to begin.
     *
     * @return how many workers must be started for them, or -1 when nothing more is taken
     */
    synchronized int add(List<WorkerThread> jobs, boolean areUrgent) {
        if (closed) {
            return -1;
        }
        (areUrgent ? urgent : waiting).addAll(jobs);
        int started = Math.min(workers - active, size());
        active += started;
        return started;
    }

    /** Workers that {@link #add} counted and that could not be started. */
    synchronized void notStarted(int missing) {
        active -= missing;
    }

    /**
     * The next job for a worker, told to {@code begins} before it leaves; null ends the worker's turn.
     *
     * @param low run, without the lock, when it is time to claim more
     */
    WorkerThread next(Consumer<WorkerThread> begins, Runnable low) {
        WorkerThread next;
        boolean isLow;
        synchronized (this) {
            next = closed ? null : urgent.isEmpty() ? waiting.peekFirst() : urgent.peekFirst();
            if (next == null) {
                active--;
            } else {
                begins.accept(next);
                (urgent.isEmpty() ? waiting : urgent).pollFirst();
            }
            isLow = next == null || size() + 1 == refillBelow;
        }
        if (isLow) {
            low.run();
        }
        return next;
    }

    synchronized void refillBelow(int jobs) {
        refillBelow = jobs;
    }

    /** Workers without a job. */
    synchronized int free() {
        return closed ? 0 : workers - active;
    }

    synchronized int size() {
        return urgent.size() + waiting.size();
    }

    synchronized List<WorkerThread> all() {
        List<WorkerThread> all = new ArrayList<>(urgent);
        all.addAll(waiting);
        return all;
    }

    /** Takes out what fits, so that no worker begins it. */
    synchronized List<WorkerThread> remove(Predicate<WorkerThread> which) {
        List<WorkerThread> removed = new ArrayList<>();
        remove(urgent, which, removed);
        remove(waiting, which, removed);
        return removed;
    }

    private static void remove(Deque<WorkerThread> from, Predicate<WorkerThread> which, List<WorkerThread> removed) {
        for (Iterator<WorkerThread> each = from.iterator(); each.hasNext(); ) {
            WorkerThread job = each.next();
            if (which.test(job)) {
                each.remove();
                removed.add(job);
            }
        }
    }

    /** From here on no worker begins anything. */
    synchronized void close() {
        closed = true;
    }
}

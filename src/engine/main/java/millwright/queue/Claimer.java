package millwright.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.Definitions;
import millwright.job.Membership;
import millwright.job.Priority;
import millwright.queue.ClaimStore.Claimed;

/**
 * The loop that looks for jobs while there are free slots: at once when woken, else after a wait that doubles from 20
 * ms to the poll interval. One thread.
 */
final class Claimer implements Runnable {

    private static final Logger LOG = Logger.getLogger(Claimer.class.getName());
    private static final long SHORTEST_WAIT_MILLIS = 20;
    private static final long DOUBT_NANOS = 5_000_000_000L;

    private final ClaimStore store;
    private final Membership membership;
    private final WorkerSlots slots;
    private final List<String> runnable;
    private final List<Line> lines;
    private final long longestWaitMillis;
    private final LowWaterMarks marks = new LowWaterMarks();
    private final Semaphore wakeUps = new Semaphore(0);
    private boolean inDoubt;
    private long doubtUntil;
    private volatile boolean stopped;

    Claimer(ClaimStore store, Membership membership, WorkerSlots slots, Definitions definitions, QueueConfig config) {
        this.store = store;
        this.membership = membership;
        this.slots = slots;
        this.runnable = definitions.runnable();
        this.lines = lines(definitions.queues());
        this.longestWaitMillis = config.pollInterval().toMillis();
    }

    /** All queues' critical jobs before any queue's high ones, and so on (Q2). */
    private static List<Line> lines(List<String> queues) {
        List<Line> lines = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            queues.forEach(queue -> lines.add(new Line(queue, priority.rank())));
        }
        return lines;
    }

    void wake() {
        wakeUps.release();
    }

    void stop() {
        stopped = true;
        wake();
    }

    @Override
    public void run() {
        long wait = SHORTEST_WAIT_MILLIS;
        while (!stopped) {
            boolean worked = claimOnce();
            wait = worked ? SHORTEST_WAIT_MILLIS : Math.min(wait * 2, longestWaitMillis);
            if (!worked && awaitWakeUp(wait)) {
                wait = SHORTEST_WAIT_MILLIS;
            }
        }
    }

    /** Whether anything was claimed, so that it is worth to look again at once. */
    private boolean claimOnce() {
        if (membership.isFenced()) {
            return false;
        }
        try {
            resolveDoubt();
            int free = slots.free();
            return free > 0 && claim(free);
        } catch (Throwable e) {
            // whatever it was: a node that claims no more for an Error would look alive and do nothing
            doubtUntil = System.nanoTime() + DOUBT_NANOS;
            inDoubt = true;
            LOG.log(Level.WARNING, "Claiming failed, trying again", e);
            return false;
        }
    }

    private boolean claim(int free) {
        long fences = slots.fences();
        marks.forgetIfOld(System.nanoTime());
        List<Claimed> claimed = store.claim(membership.incarnation(), lines, marks, runnable, slots.running(), free);
        marks.note(claimed);
        boolean allRun = true;
        for (Claimed each : claimed) {
            allRun &= slots.run(each.job(), fences);
        }
        return !claimed.isEmpty() && allRun;
    }

    /**
     * A claim that failed may have taken jobs all the same, its answer lost: what this node does not know of is given
     * back. Looked for again for a while, as the server may finish the statement later than the connection died.
     */
    private void resolveDoubt() {
        if (!inDoubt) {
            return;
        }
        int given = store.giveBack(membership.incarnation(), slots.known());
        if (given > 0) {
            LOG.log(Level.WARNING, "{0} jobs were claimed without an answer and are given back", given);
        }
        inDoubt = System.nanoTime() < doubtUntil;
    }

    /** Whether it was woken; all wake-ups so far count as one. */
    private boolean awaitWakeUp(long millis) {
        try {
            boolean woken = wakeUps.tryAcquire(millis, TimeUnit.MILLISECONDS);
            wakeUps.drainPermits();
            return woken;
        } catch (InterruptedException e) {
            stopped = true;
            return false;
        }
    }
}

package millwright.queue;

import java.time.Duration;
import java.util.Optional;
import millwright.job.AttemptEnd;
import millwright.job.RunningAttempt;
import millwright.job.ThreadNames;

/**
 * An attempt together with the thread that runs it, so that an interrupt reaches this attempt and never the next. The
 * thread bears the attempt's name meanwhile.
 */
final class WorkerThread {

    private final RunningAttempt attempt;
    private Thread thread;
    private volatile boolean over;
    private AttemptEnd held;
    private long stuckSince;
    private volatile long begunAt;
    private String nameBefore;

    WorkerThread(RunningAttempt attempt) {
        this.attempt = attempt;
    }

    RunningAttempt attempt() {
        return attempt;
    }

    /** Claimed ahead: the row says nothing of a beginning. */
    boolean isAhead() {
        return attempt.job().startedAt() == null;
    }

    /** Its outcome is, or is about to be, recorded, or never will be: its job may be claimed again. */
    boolean isOver() {
        return over || attempt.isFenced();
    }

    /** How long it has run; 0 before it begins. */
    long millis() {
        return nanos() / 1_000_000;
    }

    long nanos() {
        long since = begunAt;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    synchronized void begin() {
        begunAt = System.nanoTime();
        thread = Thread.currentThread();
        nameBefore = thread.getName();
        thread.setName(ThreadNames.of(attempt));
    }

    /**
     * To be called on the thread itself: from here on an interrupt would hit whatever it does next.
     *
     * @return as {@link #claimEnd}
     */
    synchronized boolean end() {
        thread.setName(nameBefore);
        thread = null;
        Thread.interrupted();
        return claimEnd();
    }

    /**
     * The attempt has ended, by itself or because it was cut off; whether this call was the first to say so, and its
     * caller is the one to record it.
     */
    synchronized boolean claimEnd() {
        boolean first = !over;
        if (first) {
            over = true;
            stuckSince = System.nanoTime();
        }
        return first;
    }

    /** The attempt will have ended so as soon as its thread ends, whatever the job does until then. */
    synchronized boolean hold(AttemptEnd end) {
        boolean first = !over && held == null;
        if (first) {
            held = end;
            stuckSince = System.nanoTime();
        }
        return first;
    }

    /** How the attempt has ended: {@code own}, if nothing else was said before. */
    synchronized AttemptEnd heldOr(AttemptEnd own) {
        return held == null ? own : held;
    }

    /** What still runs although its attempt was cut off, if it does. */
    synchronized Optional<StuckThread> stuck() {
        if ((!over && held == null) || thread == null) {
            return Optional.empty();
        }
        Duration since = Duration.ofNanos(System.nanoTime() - stuckSince);
        return Optional.of(new StuckThread(attempt.jobId(), attempt.number(), thread.getName(), since));
    }

    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    void fence() {
        attempt.fence();
        interrupt();
    }
}

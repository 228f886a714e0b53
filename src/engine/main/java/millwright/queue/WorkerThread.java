package millwright.queue;

import millwright.job.RunningAttempt;
import millwright.job.ThreadNames;

/**
 * An attempt together with the thread that runs it, so that an interrupt reaches this attempt and never the next. The
 * thread bears the attempt's name meanwhile.
 */
final class WorkerThread {

    private final RunningAttempt attempt;
    private Thread thread;
    private boolean cutOff;
    private String nameBefore;

    WorkerThread(RunningAttempt attempt) {
        this.attempt = attempt;
    }

    RunningAttempt attempt() {
        return attempt;
    }

    synchronized void begin() {
        thread = Thread.currentThread();
        nameBefore = thread.getName();
        thread.setName(ThreadNames.of(attempt));
    }

    /** To be called on the thread itself: from here on an interrupt would hit whatever it does next. */
    synchronized void end() {
        thread.setName(nameBefore);
        thread = null;
        Thread.interrupted();
    }

    /** Whether this is the first call. */
    synchronized boolean cutOff() {
        boolean first = !cutOff;
        cutOff = true;
        return first;
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

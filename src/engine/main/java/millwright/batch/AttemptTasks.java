package millwright.batch;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import millwright.job.AttemptScope;
import millwright.job.RunningAttempt;
import millwright.job.ThreadNames;

/**
 * What one attempt runs beside its worker's thread: partitions, flows of splits. The attempt is over only when all of
 * them are, so that none writes, or holds a thread, for an attempt that has ended (B8).
 */
final class AttemptTasks {

    /** For what is over but for its cleaning up, which an interrupt would harm. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final RunningAttempt attempt;
    private final PartitionThreads threads;
    private final Set<Thread> running = new HashSet<>();
    private int open;
    private boolean interrupted;

    AttemptTasks(RunningAttempt attempt, PartitionThreads threads) {
        this.attempt = attempt;
        this.threads = threads;
    }

    /** Runs {@code task} on a thread of its own if one is free, else here and now. */
    void run(Runnable task) {
        opened();
        if (!threads.offer(() -> runOnThread(task))) {
            try {
                task.run();
            } finally {
                closed();
            }
        }
    }

    private void runOnThread(Runnable task) {
        Thread thread = Thread.currentThread();
        String nameBefore = thread.getName();
        thread.setName(ThreadNames.of(attempt));
        begin(thread);
        try {
            AttemptScope.during(attempt, () -> {
                task.run();
                return null;
            });
        } finally {
            thread.setName(nameBefore);
            end(thread);
        }
    }

    private synchronized void opened() {
        open++;
    }

    private synchronized void closed() {
        open--;
        notifyAll();
    }

    private synchronized void begin(Thread thread) {
        running.add(thread);
        if (interrupted) {
            thread.interrupt();
        }
    }

    private synchronized void end(Thread thread) {
        running.remove(thread);
        // from here on an interrupt would hit whatever the thread does next
        Thread.interrupted();
        closed();
    }

    /**
     * Waits until all are over. They are given a moment, and then interrupted; at once when the attempt is to end, or when
     * the calling thread is interrupted meanwhile.
     */
    synchronized void awaitEnd() {
        boolean callerInterrupted = false;
        long end = System.nanoTime() + GRACE_NANOS;
        while (open > 0) {
            long left = mustEnd() ? 0 : end - System.nanoTime();
            if (left <= 0 && !interrupted) {
                interruptAll();
            }
            try {
                wait(interrupted ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            } catch (InterruptedException e) {
                callerInterrupted = true;
                interruptAll();
            }
        }
        if (callerInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean mustEnd() {
        return attempt.isFenced() || attempt.isCancelled();
    }

    private void interruptAll() {
        interrupted = true;
        running.forEach(Thread::interrupt);
    }
}

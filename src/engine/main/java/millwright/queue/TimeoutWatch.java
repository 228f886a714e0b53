package millwright.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.RunningAttempt;
import millwright.job.ThreadNames;

/**
 * Ends attempts that have used up their time (Q22): asks them, interrupts those that are not batch jobs, which end at
 * their next item, and cuts off what has not ended after its grace. Looks through the few attempts that run, so that one
 * without a time-out costs nothing, and needs no database. One thread.
 */
final class TimeoutWatch implements Runnable {

    private static final Logger LOG = Logger.getLogger(TimeoutWatch.class.getName());
    private static final long LOOK_EVERY_MILLIS = 100;
    private static final long INTERRUPT_AGAIN_NANOS = 1_000_000_000;

    private final WorkerSlots slots;
    private final AttemptEnding ending;
    private final long graceNanos;
    private final ThreadFactory threads;
    private final Map<RunningAttempt, Long> askedAt = new HashMap<>();
    private final Map<RunningAttempt, Long> interruptedAt = new HashMap<>();
    private final Semaphore end = new Semaphore(0);

    TimeoutWatch(WorkerSlots slots, AttemptEnding ending, Duration grace, ThreadFactory threads) {
        this.slots = slots;
        this.ending = ending;
        this.graceNanos = grace.toNanos();
        this.threads = ThreadNames.numbered("timeout", threads);
    }

    void stop() {
        end.release();
    }

    @Override
    public void run() {
        do {
            try {
                look();
            } catch (Throwable e) {
                // whatever it was: a node that no longer looks would let attempts run for ever
                LOG.log(Level.WARNING, "Could not look for attempts out of time, trying again", e);
            }
        } while (!hasEnded());
    }

    private boolean hasEnded() {
        try {
            return end.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void look() {
        long now = System.nanoTime();
        List<WorkerThread> running = slots.workers();
        List<RunningAttempt> attempts =
                running.stream().map(WorkerThread::attempt).toList();
        askedAt.keySet().retainAll(attempts);
        interruptedAt.keySet().retainAll(attempts);
        for (WorkerThread worker : running) {
            Optional<Duration> left = worker.attempt().clock().left(now);
            if (left.isPresent() && left.get().isNegative()) {
                end(worker, now);
            }
        }
    }

    private void end(WorkerThread worker, long now) {
        RunningAttempt attempt = worker.attempt();
        Long since = askedAt.putIfAbsent(attempt, now);
        if (since == null) {
            // before it is asked: it may end at once, and must then end as what it is
            attempt.timeOut();
            // on a thread of its own: the job's own stop may block, and the other jobs must be asked all the same
            threads.newThread(attempt::endForGood).start();
        }
        boolean isCutOff = since != null && now - since > graceNanos;
        if (isCutOff) {
            slots.cutOffs().late(worker);
        }
        if ((isCutOff || !ending.isBatch(attempt)) && isTimeToInterrupt(attempt, now)) {
            worker.interrupt();
        }
    }

    /** Now and then again: an interrupt may be swallowed. */
    private boolean isTimeToInterrupt(RunningAttempt attempt, long now) {
        Long last = interruptedAt.get(attempt);
        if (last != null && now - last < INTERRUPT_AGAIN_NANOS) {
            return false;
        }
        interruptedAt.put(attempt, now);
        return true;
    }
}

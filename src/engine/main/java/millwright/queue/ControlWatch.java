package millwright.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.Control;
import millwright.job.RunningAttempt;
import millwright.job.ThreadNames;
import millwright.queue.ControlStore.Asked;

/**
 * Carries what is asked of a job to the attempt that runs here: at once when woken, else twice a second while any runs
 * (Q7). What has not ended after its grace is cut off. One thread.
 */
final class ControlWatch implements Runnable {

    private static final Logger LOG = Logger.getLogger(ControlWatch.class.getName());
    private static final long LOOK_EVERY_MILLIS = 500;

    private final ControlStore store;
    private final WorkerSlots slots;
    private final long graceNanos;
    private final ThreadFactory threads;
    private final Map<RunningAttempt, Long> cancelledAt = new HashMap<>();
    private final Map<RunningAttempt, Long> stoppedAt = new HashMap<>();
    private final Set<WorkerThread> noted = new HashSet<>();
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean stopped;
    private boolean troubled;

    ControlWatch(ControlStore store, WorkerSlots slots, Duration grace, ThreadFactory threads) {
        this.store = store;
        this.slots = slots;
        this.graceNanos = grace.toNanos();
        this.threads = ThreadNames.numbered("cancel", threads);
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
        while (!stopped) {
            try {
                look();
                troubled = false;
            } catch (Throwable e) {
                // whatever it was: a node that no longer looks could not be cancelled on
                if (!troubled) {
                    LOG.log(Level.WARNING, "Could not see what is asked of running jobs, trying again", e);
                }
                troubled = true;
            }
            awaitWakeUp();
        }
    }

    private void look() {
        List<WorkerThread> running = slots.workers();
        List<RunningAttempt> attempts =
                running.stream().map(WorkerThread::attempt).toList();
        cancelledAt.keySet().retainAll(attempts);
        stoppedAt.keySet().retainAll(attempts);
        noteBegun(running);
        Map<UUID, WorkerThread> mine = new HashMap<>();
        slots.ahead().forEach(worker -> mine.put(worker.attempt().jobId(), worker));
        running.forEach(worker -> mine.put(worker.attempt().jobId(), worker));
        if (mine.isEmpty()) {
            return;
        }
        for (Asked asked : store.of(mine.keySet())) {
            WorkerThread worker = mine.get(asked.job());
            if (isMeant(asked, worker.attempt())) {
                // one that has not begun is taken back, and its outcome is what was asked; unless it begins just now
                List<WorkerThread> unbegun = slots.takeBack(each -> each == worker);
                unbegun.forEach(slots::release);
                if (unbegun.isEmpty()) {
                    ask(asked, worker);
                }
            }
        }
    }

    /** What was claimed ahead and runs for longer than such jobs are expected to, is shown as begun. */
    private void noteBegun(List<WorkerThread> running) {
        noted.retainAll(running);
        Map<UUID, List<WorkerThread>> byNode = new HashMap<>();
        for (WorkerThread worker : running) {
            if (worker.isAhead() && worker.millis() >= LOOK_EVERY_MILLIS && noted.add(worker)) {
                byNode.computeIfAbsent(worker.attempt().node(), node -> new ArrayList<>())
                        .add(worker);
            }
        }
        byNode.forEach((node, begun) -> store.begun(
                node,
                begun.stream().map(worker -> worker.attempt().jobId()).toList(),
                begun.stream().map(worker -> worker.attempt().lease()).toList(),
                begun.stream().map(WorkerThread::millis).toList()));
    }

    private static boolean isMeant(Asked asked, RunningAttempt attempt) {
        return asked.job().equals(attempt.jobId())
                && asked.lease() == attempt.lease()
                && asked.node().equals(attempt.node());
    }

    private void ask(Asked asked, WorkerThread worker) {
        RunningAttempt attempt = worker.attempt();
        // on a thread of its own: the job's own stop may block, and the other jobs must be asked all the same
        boolean cancels = asked.control() == Control.CANCEL;
        // one that was to stop and is then cancelled is asked anew, and has its grace anew
        Long since = (cancels ? cancelledAt : stoppedAt).putIfAbsent(attempt, System.nanoTime());
        if (since == null) {
            threads.newThread(cancels ? attempt::cancel : attempt::stopUntilRestarted)
                    .start();
        } else if (System.nanoTime() - since > graceNanos) {
            if (cancels) {
                slots.cutOffs().cancelled(worker);
            } else {
                slots.cutOffs().stopped(worker);
            }
        }
    }

    private void awaitWakeUp() {
        try {
            if (wakeUps.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            stopped = true;
        }
    }
}

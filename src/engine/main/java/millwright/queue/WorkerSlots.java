package millwright.queue;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.AttemptEnd;
import millwright.job.AttemptRunner;
import millwright.job.AttemptScope;
import millwright.job.ClaimedJob;
import millwright.job.Definitions;
import millwright.job.RunningAttempt;
import millwright.job.ThreadNames;

/** The worker threads of this node, and the attempts that run on them. Thread-safe. */
final class WorkerSlots {

    private static final Logger LOG = Logger.getLogger(WorkerSlots.class.getName());

    private final int workers;
    private final Definitions definitions;
    private final AttemptEnding ending;
    private final OutcomeWriter outcomes;
    private final Runnable slotFreed;
    private final ThreadFactory stoppers;
    private final ThreadPoolExecutor threads;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicLong fences = new AtomicLong();
    private final Map<UUID, WorkerThread> running = new ConcurrentHashMap<>();

    WorkerSlots(
            int workers,
            Definitions definitions,
            AttemptEnding ending,
            OutcomeWriter outcomes,
            Runnable slotFreed,
            ThreadFactory factory,
            ThreadFactory workerFactory) {
        this.workers = workers;
        this.definitions = definitions;
        this.ending = ending;
        this.outcomes = outcomes;
        this.slotFreed = slotFreed;
        this.stoppers = ThreadNames.numbered("stop", factory);
        // jobs are claimed for free slots only: nothing waits in its queue longer than a thread needs to turn round
        this.threads = new ThreadPoolExecutor(
                workers,
                workers,
                60,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                ThreadNames.numbered("worker", workerFactory));
        this.threads.allowCoreThreadTimeOut(true);
    }

    /** How many jobs may be claimed now; none while the outcomes of earlier ones cannot be written. */
    int free() {
        return outcomes.isFull() ? 0 : workers - taken.get();
    }

    /** The jobs an attempt of which still runs here. */
    Collection<UUID> running() {
        return running.keySet();
    }

    /** The attempts that run here, each with its thread. */
    List<WorkerThread> workers() {
        return List.copyOf(running.values());
    }

    /** How often this node was fenced; to be read before a claim and given to {@link #run} with what it claimed. */
    long fences() {
        return fences.get();
    }

    /** The jobs this node has to do with: those that run and those whose outcome is not written yet. */
    Collection<UUID> known() {
        // in this order: an attempt goes from running to unwritten, and must be seen in one of them
        Set<UUID> known = new HashSet<>(running.keySet());
        known.addAll(outcomes.unwritten());
        return known;
    }

    /**
     * Runs an attempt of {@code job} on a worker thread; to be called for a free slot only.
     *
     * @param fencesAtClaim a fence since then is meant for this attempt too
     * @return false when no thread could be had; the job is given back then
     */
    boolean run(ClaimedJob job, long fencesAtClaim) {
        RunningAttempt attempt = new RunningAttempt(job);
        WorkerThread worker = new WorkerThread(attempt);
        taken.incrementAndGet();
        running.put(job.id(), worker);
        if (fences.get() != fencesAtClaim) {
            attempt.fence();
        }
        try {
            threads.execute(() -> runOn(worker));
            return true;
        } catch (Throwable e) {
            LOG.log(Level.SEVERE, "No thread for job " + job.id() + ", it is given back", e);
            outcomes.record(attempt, AttemptEnd.released());
            free(attempt);
            return false;
        }
    }

    private void runOn(WorkerThread worker) {
        RunningAttempt attempt = worker.attempt();
        AttemptEnd end = AttemptEnd.released();
        worker.begin();
        try {
            ending.begin(attempt);
            AttemptLog.begun(attempt);
            end = runToItsEnd(attempt);
        } finally {
            EndedAttempt ended = ending.of(attempt, end);
            AttemptLog.ended(ended);
            if (worker.end()) {
                outcomes.record(ended);
            }
            free(attempt);
        }
    }

    private void free(RunningAttempt attempt) {
        running.remove(attempt.jobId());
        taken.decrementAndGet();
        slotFreed.run();
    }

    private AttemptEnd runToItsEnd(RunningAttempt attempt) {
        if (attempt.isFenced()) {
            // not begun, and nobody would record it
            return AttemptEnd.released();
        }
        try {
            AttemptRunner runner = definitions
                    .runner(attempt.definition())
                    .orElseThrow(() -> new IllegalStateException(
                            "this node does not know the job definition '" + attempt.definition() + "'"));
            return AttemptScope.during(attempt, () -> runner.run(attempt));
        } catch (Throwable thrown) {
            // an Error of the job's must not take the slot with it, nor leave the job RUNNING for ever
            LOG.log(Level.WARNING, "Attempt " + attempt.number() + " of job " + attempt.jobId() + " failed", thrown);
            return AttemptEnd.failed(thrown);
        }
    }

    /** Ends a cancelled attempt that did not end by itself, and interrupts it. */
    void cutOff(WorkerThread worker) {
        cutOff(worker, AttemptEnd.cancelled(), "was cancelled");
        worker.interrupt();
    }

    /** Ends an attempt that has used up its time and did not end by itself. */
    void cutOffLate(WorkerThread worker) {
        cutOff(worker, ending.timedOut(worker.attempt()), "was out of time");
    }

    /**
     * Records how it ended, so that its lease holds no more. Its thread keeps the slot until it ends, and is told as
     * stuck meanwhile.
     */
    private void cutOff(WorkerThread worker, AttemptEnd end, String why) {
        if (worker.claimEnd()) {
            outcomes.record(ending.of(worker.attempt(), end));
            worker.stuck()
                    .ifPresent(stuck -> LOG.log(
                            Level.WARNING,
                            "Job {0} {1}, did not stop in time and is cut off; thread ''{2}'' keeps its slot until it"
                                    + " ends",
                            new Object[] {stuck.job(), why, stuck.thread()}));
        }
    }

    /** The threads whose attempts were cut off and that have not ended yet. */
    List<StuckThread> stuck() {
        return running.values().stream()
                .map(WorkerThread::stuck)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Interrupts every attempt and refuses what it may still want to record. */
    void fence() {
        fences.incrementAndGet();
        running.values().forEach(WorkerThread::fence);
    }

    /**
     * Asks every attempt to stop and waits for them; those that do not react in time are given back and interrupted.
     */
    void drain(long timeoutMillis) throws InterruptedException {
        // each on a thread of its own: a job's own stop may block, and the others must be asked all the same
        running.values()
                .forEach(worker -> stoppers.newThread(worker.attempt()::stop).start());
        threads.shutdown();
        if (!threads.awaitTermination(timeoutMillis, TimeUnit.MILLISECONDS)) {
            for (WorkerThread worker : running.values()) {
                if (worker.claimEnd()) {
                    LOG.log(
                            Level.WARNING,
                            "Job {0} did not stop in time and is given back",
                            worker.attempt().jobId());
                    outcomes.record(ending.of(worker.attempt(), AttemptEnd.released()));
                }
                worker.interrupt();
            }
        }
    }
}

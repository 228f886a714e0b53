package millwright.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.AttemptRunner;
import millwright.job.AttemptScope;
import millwright.job.ClaimedJob;
import millwright.job.Definitions;
import millwright.job.JobDefinition.Kind;
import millwright.job.RunningAttempt;
import millwright.job.ThreadNames;

/** The worker threads of this node, and the attempts that run on them. Thread-safe. */
final class WorkerSlots {

    private static final Logger LOG = Logger.getLogger(WorkerSlots.class.getName());

    private final Definitions definitions;
    private final AttemptEnding ending;
    private final OutcomeWriter outcomes;
    private final Runnable slotFreed;
    private final ThreadFactory stoppers;
    private final CutOffs cutOffs;
    private final ThreadPoolExecutor threads;
    private final JobBuffer buffer;
    private final Durations durations = new Durations();
    private final AtomicLong fences = new AtomicLong();
    private final Map<UUID, WorkerThread> running = new ConcurrentHashMap<>();

    /** @param slotFreed told when there is a free slot, or little left that was claimed ahead */
    WorkerSlots(
            QueueConfig config,
            Definitions definitions,
            AttemptEnding ending,
            OutcomeWriter outcomes,
            Runnable slotFreed,
            ThreadFactory factory,
            ThreadFactory workerFactory) {
        this.definitions = definitions;
        this.ending = ending;
        this.outcomes = outcomes;
        this.slotFreed = slotFreed;
        this.stoppers = ThreadNames.numbered("stop", factory);
        this.cutOffs = new CutOffs(ending, outcomes, config.holdSlotWhenStuck());
        int workers = config.workers();
        this.buffer = new JobBuffer(workers);
        // each task works until nothing is left for it: nothing waits in this queue longer than a thread needs to turn
        // round
        this.threads = new ThreadPoolExecutor(
                workers,
                workers,
                60,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                ThreadNames.numbered("worker", workerFactory));
        this.threads.allowCoreThreadTimeOut(true);
    }

    /** So many outcomes cannot be written at the moment that no more jobs should be claimed. */
    boolean isHeldUp() {
        return outcomes.isFull();
    }

    /** How many jobs may be claimed to begin at once. */
    int free() {
        return buffer.free();
    }

    /** How many jobs are claimed and not begun. */
    int buffered() {
        return buffer.size();
    }

    /** What was claimed and not begun. */
    List<WorkerThread> ahead() {
        return buffer.all();
    }

    void refillBelow(int jobs) {
        buffer.refillBelow(jobs);
    }

    Durations durations() {
        return durations;
    }

    /** The jobs of which an attempt still runs here that has lost its lease, or soon will have. */
    Collection<UUID> lost() {
        List<UUID> lost = new ArrayList<>();
        running.values().forEach(worker -> {
            if (worker.isOver()) {
                lost.add(worker.attempt().jobId());
            }
        });
        return lost;
    }

    /** How many jobs of each queue run here. */
    Map<String, Integer> runningByQueue() {
        Map<String, Integer> byQueue = new HashMap<>();
        running.values().forEach(worker -> byQueue.merge(worker.attempt().job().queue(), 1, Integer::sum));
        return byQueue;
    }

    /** The attempts that run here, each with its thread. */
    List<WorkerThread> workers() {
        return List.copyOf(running.values());
    }

    /** How often this node was fenced; to be read before a claim and given to {@link #run} with what it claimed. */
    long fences() {
        return fences.get();
    }

    /** The jobs this node has to do with: those that wait or run here and those whose outcome is not written yet. */
    Collection<UUID> known() {
        // in this order: an attempt goes from the buffer to running to unwritten, and must be seen in one of them
        Set<UUID> known = new HashSet<>();
        buffer.all().forEach(worker -> known.add(worker.attempt().jobId()));
        known.addAll(running.keySet());
        known.addAll(outcomes.unwritten());
        return known;
    }

    /**
     * Runs attempts of {@code jobs} on worker threads, in this order, each as soon as one is free.
     *
     * @param urgent before those that wait already
     * @param fencesAtClaim a fence since then is meant for these attempts too
     * @return false when no thread could be had; jobs are given back then
     */
    boolean run(List<ClaimedJob> jobs, boolean urgent, long fencesAtClaim) {
        List<WorkerThread> added = new ArrayList<>(jobs.size());
        for (ClaimedJob job : jobs) {
            WorkerThread worker = new WorkerThread(new RunningAttempt(job));
            WorkerThread before = running.get(job.id());
            if (before != null && !before.isOver()) {
                // never two at once, whatever became of the row: it could be claimed, so that the other has lost it
                before.fence();
                release(worker);
            } else {
                added.add(worker);
            }
        }
        int needed = buffer.add(added, urgent);
        if (fences.get() != fencesAtClaim) {
            added.forEach(worker -> worker.attempt().fence());
        }
        if (needed < 0) {
            added.forEach(this::release);
            return false;
        }
        return start(needed);
    }

    private boolean start(int needed) {
        for (int started = 0; started < needed; started++) {
            try {
                threads.execute(this::work);
            } catch (Throwable e) {
                LOG.log(Level.SEVERE, "No thread for claimed jobs, they are given back", e);
                buffer.notStarted(needed - started);
                buffer.remove(worker -> true).forEach(this::release);
                slotFreed.run();
                return false;
            }
        }
        return true;
    }

    /** A worker's turn: one job after the other, without a look at the database, until nothing is left. */
    private void work() {
        WorkerThread next = buffer.next(this::begins, slotFreed);
        while (next != null) {
            runOn(next);
            next = buffer.next(this::begins, slotFreed);
        }
    }

    private void begins(WorkerThread worker) {
        running.put(worker.attempt().jobId(), worker);
    }

    private void runOn(WorkerThread worker) {
        RunningAttempt attempt = worker.attempt();
        AttemptEnd end = AttemptEnd.released();
        worker.begin();
        try {
            ending.begin(attempt);
            AttemptLog.begun(attempt);
            end = runToItsEnd(attempt);
            if (end.outcome() != AttemptOutcome.RELEASED) {
                note(attempt.definition(), attempt.clock().runNanos(System.nanoTime()));
            }
        } finally {
            EndedAttempt ended = ending.of(attempt, worker.heldOr(end));
            AttemptLog.ended(ended);
            if (worker.end()) {
                outcomes.record(ended);
            }
            running.remove(attempt.jobId(), worker);
        }
    }

    private void note(String definition, long nanos) {
        // a batch job has a checkpoint to start from and partitions to spread: it is taken when it can begin
        if (definitions.find(definition).filter(d -> d.kind() == Kind.METHOD).isPresent()) {
            durations.note(definition, nanos);
        }
    }

    /** Takes what waits and fits away from the workers; to be given back by the caller. */
    List<WorkerThread> takeBack(Predicate<WorkerThread> which) {
        return buffer.remove(which);
    }

    /** Gives back an attempt that has not begun, by way of the outcomes. */
    void release(WorkerThread worker) {
        if (worker.claimEnd()) {
            outcomes.record(ending.of(worker.attempt(), AttemptEnd.released()));
        }
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

    /** For attempts that did not end by themselves. */
    CutOffs cutOffs() {
        return cutOffs;
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
        // whoever rescues this node's jobs moves them on
        buffer.remove(worker -> true).forEach(worker -> worker.attempt().fence());
        running.values().forEach(WorkerThread::fence);
    }

    /**
     * Asks every attempt to stop and waits for them; those that do not react in time are given back and interrupted.
     */
    void drain(long timeoutMillis) throws InterruptedException {
        buffer.close();
        buffer.remove(worker -> true).forEach(this::release);
        // each on a thread of its own: a job's own stop may block, and the others must be asked all the same
        running.values()
                .forEach(worker -> stoppers.newThread(worker.attempt()::stop).start());
        threads.shutdown();
        if (!threads.awaitTermination(timeoutMillis, TimeUnit.MILLISECONDS)) {
            running.values().forEach(cutOffs::released);
        }
    }
}

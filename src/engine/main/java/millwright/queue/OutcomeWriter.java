package millwright.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.DatabaseException;
import millwright.job.AttemptEnd;
import millwright.job.EndedJobs;
import millwright.job.RunningAttempt;
import millwright.queue.OutcomeStore.Recorded;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;

/**
 * Records how attempts ended, in sets: up to 500, or what has gathered within 10 ms, whichever comes first. A lone
 * outcome waits for nothing: only where sets come close behind each other is it worth to let one grow, and only while
 * something runs that can make it grow. One thread writes, any thread records.
 */
final class OutcomeWriter implements Runnable {

    private static final Logger LOG = Logger.getLogger(OutcomeWriter.class.getName());
    private static final int LARGEST_SET = 500;
    private static final int CAPACITY = 10 * LARGEST_SET;
    private static final long LOOK_EVERY_MILLIS = 100;
    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    /** Smaller sets, and those this long after the last one, are not waited for. */
    private static final int BUSY_SET = 8;

    private static final long GATHER_NANOS = 10_000_000;
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    /** Nobody else has a job's row for longer, but for transactions of applications. */
    private static final String LOCK_PATIENCE = "1s";

    private final OutcomeStore store;
    private final HeldOutcomes held;
    private final EndedJobs listener;
    private final BlockingQueue<EndedAttempt> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final Set<UUID> unwritten = ConcurrentHashMap.newKeySet();
    private final AtomicLong fenced = new AtomicLong();
    private int lastSize;
    private long lastWritten;
    private volatile boolean stopped;
    private volatile boolean giveUp;

    OutcomeWriter(OutcomeStore store) {
        this(store, EndedJobs.UNHEARD);
    }

    /** @param listener told after each commit */
    OutcomeWriter(OutcomeStore store, EndedJobs listener) {
        this.store = store;
        this.held = new HeldOutcomes(store);
        this.listener = listener;
    }

    /** An end that is followed by no other attempt. */
    void record(RunningAttempt attempt, AttemptEnd end) {
        record(new EndedAttempt(attempt, end));
    }

    /** Takes the outcome to be recorded soon; waits while too many wait already. */
    void record(EndedAttempt ended) {
        unwritten.add(ended.jobId());
        // an interrupt is about what the thread does next: a job whose outcome got lost would stay RUNNING
        boolean interrupted = false;
        boolean taken = false;
        while (!taken && !giveUp) {
            try {
                taken = waiting.offer(ended, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Records in the calling thread; whether the attempt still held its lease. */
    boolean recordNow(EndedAttempt ended) {
        // in whatever transaction the caller is: how long that waits is its own affair
        return recorded(List.of(ended), null).contains(ended.jobId());
    }

    /** The jobs whose outcome is taken but not written yet. */
    Set<UUID> unwritten() {
        return Set.copyOf(unwritten);
    }

    /** So much waits that no more jobs should be claimed. */
    boolean isFull() {
        return waiting.size() + held.size() > CAPACITY / 2;
    }

    /** How many outcomes came too late: the lease was no longer theirs. */
    long fencedCount() {
        return fenced.get();
    }

    /** Ends the loop once everything that waits is written. */
    void stop() {
        stopped = true;
    }

    /** Ends the loop even though something cannot be written. */
    void giveUp() {
        giveUp = true;
    }

    @Override
    public void run() {
        while (!giveUp && !(stopped && waiting.isEmpty() && held.size() == 0)) {
            List<EndedAttempt> set = nextSet();
            set.addAll(held.freed());
            if (!set.isEmpty()) {
                OutcomeSets.of(set).forEach(this::write);
                set.stream().filter(ended -> !held.holds(ended)).forEach(ended -> unwritten.remove(ended.jobId()));
                lastSize = set.size();
                lastWritten = System.nanoTime();
            }
        }
    }

    private List<EndedAttempt> nextSet() {
        List<EndedAttempt> set = new ArrayList<>(LARGEST_SET);
        try {
            EndedAttempt first = waiting.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                set.add(first);
                gather(set);
            }
        } catch (InterruptedException e) {
            giveUp = true;
        }
        return set;
    }

    /** What waits already, and on a busy node what comes within 10 ms. */
    private void gather(List<EndedAttempt> set) throws InterruptedException {
        waiting.drainTo(set, LARGEST_SET - set.size());
        long now = System.nanoTime();
        boolean busy = lastSize >= BUSY_SET && now - lastWritten < GATHER_NANOS;
        long end = now + GATHER_NANOS;
        while (busy && !stopped && set.size() < LARGEST_SET && now - end < 0) {
            // parked, not woken for each: a wake-up costs more than an outcome
            LockSupport.parkNanos(Math.min(LOOK_AGAIN_NANOS, end - now));
            int before = set.size();
            waiting.drainTo(set, LARGEST_SET - set.size());
            busy = set.size() > before && !Thread.currentThread().isInterrupted();
            now = System.nanoTime();
        }
    }

    /** Writes until it is written: what the database cannot take now is repeated, what it will never take is halved. */
    private void write(List<EndedAttempt> set) {
        long pause = SHORTEST_PAUSE_MILLIS;
        List<EndedAttempt> left = set;
        while (!giveUp) {
            left = stillOurs(left);
            try {
                if (!left.isEmpty()) {
                    countFenced(left, recorded(left, LOCK_PATIENCE));
                }
                return;
            } catch (Throwable e) {
                DatabaseException database = e instanceof DatabaseException known ? known : null;
                if (database != null && database.isLockTimeout()) {
                    writeUnlocked(left, e);
                    return;
                }
                boolean dataIsToBlame = database != null && database.isDataError();
                boolean setMayBeTooLarge = left.size() > 1 && (database == null || !database.isTransient());
                if (dataIsToBlame || setMayBeTooLarge) {
                    writeHalves(left, e);
                    return;
                }
                // whatever else it is, a read-only standby, a missing right, it is not the attempt's fault: until it is
                // mended the outcomes wait, claiming stops, and the log says why
                LOG.log(Level.WARNING, "Outcomes of " + left.size() + " attempts not recorded yet, trying again", e);
            }
            pause(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    /** What nobody has locked is written now; where no row is, it is something else that a job of the set needs. */
    private void writeUnlocked(List<EndedAttempt> set, Throwable refused) {
        List<EndedAttempt> free = unlocked(set);
        if (free.size() < set.size()) {
            write(free);
        } else if (set.size() > 1) {
            writeHalves(set, refused);
        } else {
            held.hold(set.get(0));
        }
    }

    private List<EndedAttempt> unlocked(List<EndedAttempt> set) {
        try {
            return held.rest(set);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "Cannot look now for what is locked", e);
            return set;
        }
    }

    private Set<UUID> recorded(List<EndedAttempt> set, String patience) {
        Recorded recorded = store.record(set, patience);
        try {
            if (!recorded.awaited().isEmpty()) {
                listener.over(recorded.awaited());
            }
            if (recorded.due()) {
                listener.due();
            }
        } catch (RuntimeException e) {
            // it is committed: whoever did not hear of it finds it by polling
            LOG.log(Level.WARNING, "Could not tell of jobs that are over", e);
        }
        return recorded.jobs();
    }

    /** A fenced attempt records nothing: its job is, or is about to be, somebody else's. */
    private List<EndedAttempt> stillOurs(List<EndedAttempt> set) {
        List<EndedAttempt> ours =
                set.stream().filter(ended -> !ended.attempt().isFenced()).toList();
        fenced.addAndGet(set.size() - ours.size());
        return ours;
    }

    private void countFenced(List<EndedAttempt> set, Set<UUID> recorded) {
        List<EndedAttempt> unmatched =
                set.stream().filter(ended -> !recorded.contains(ended.jobId())).toList();
        if (unmatched.isEmpty()) {
            return;
        }
        // a cancel that committed while the statement ran changes what becomes of the row: it is seen this time
        Set<UUID> now = recorded(unmatched, LOCK_PATIENCE);
        // and an earlier statement that seemed to fail may have recorded some
        Set<UUID> before = store.alreadyRecorded(unmatched);
        for (EndedAttempt late : unmatched) {
            if (!now.contains(late.jobId()) && !before.contains(late.jobId())) {
                fenced.incrementAndGet();
                LOG.log(
                        Level.WARNING,
                        "Attempt {0} of job {1} ended under lease {2}, which is no longer its own: not recorded",
                        new Object[] {late.attempt().number(), late.jobId(), late.lease()});
            }
        }
    }

    /** Finds the row the database refuses by halves; that attempt alone fails, with the reason (Q5). */
    private void writeHalves(List<EndedAttempt> set, Throwable refused) {
        if (set.size() > 1) {
            write(set.subList(0, set.size() / 2));
            write(set.subList(set.size() / 2, set.size()));
            return;
        }
        EndedAttempt alone = set.get(0);
        if (alone.end().error() != null && alone.end().error().code().equals(JobError.DATA_ERROR)) {
            LOG.log(Level.SEVERE, "The outcome of job " + alone.jobId() + " cannot be recorded", refused);
            return;
        }
        String reason = "the outcome could not be recorded: " + refused.getMessage();
        write(List.of(alone.as(AttemptEnd.failed(new JobError(JobError.DATA_ERROR, ErrorCategory.PERMANENT, reason)))));
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            giveUp = true;
        }
    }
}

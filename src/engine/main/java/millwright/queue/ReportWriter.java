package millwright.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.Database;
import millwright.database.DatabaseException;
import millwright.job.AttemptEnd;
import millwright.job.AttemptReports;
import millwright.job.AttemptRunner;
import millwright.job.DependencyResults;
import millwright.job.JobDefinition;
import millwright.job.LogLimits;
import millwright.job.LogLine;
import millwright.job.RunningAttempt;
import millwright.job.ThreadNames;
import millwright.queue.ReportStore.Said;

/**
 * Writes what the attempts of this node say, progress at most once a second and all of it in one statement (Q9). One
 * thread; the attempts never wait for it.
 */
public final class ReportWriter implements AttemptReports {

    private static final Logger LOG = Logger.getLogger(ReportWriter.class.getName());
    private static final long BETWEEN_WRITES_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SWEEP_EVERY_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long LAST_WRITE_MILLIS = 5_000;
    private static final int FULL_SET = 500;

    /** What a second may bring; more is left out, so that memory does not grow with a talkative job. */
    private static final int MOST_LINES = 5_000;

    private final ReportStore store;
    private final ThreadFactory threads;
    private final LogLimits logLimits;
    private final Set<RunningAttempt> changed = ConcurrentHashMap.newKeySet();
    private final Set<RunningAttempt> ended = ConcurrentHashMap.newKeySet();
    private final Set<RunningAttempt> written = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<LogLine> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lineCount = new AtomicInteger();
    private final AtomicInteger leftOut = new AtomicInteger();
    private final Semaphore wakeUps = new Semaphore(0);
    private final Semaphore manyLines = new Semaphore(0);
    private Thread thread;
    private volatile boolean stopped;

    public ReportWriter(Database database, ThreadFactory threads) {
        this(database, threads, LogLimits.USUAL);
    }

    public ReportWriter(Database database, ThreadFactory threads, LogLimits logLimits) {
        this.logLimits = logLimits;
        this.store = new ReportStore(database);
        this.threads = ThreadNames.single("reports", threads);
    }

    public synchronized void start() {
        if (thread == null && !stopped) {
            thread = threads.newThread(this::run);
            thread.start();
        }
    }

    /** Writes what is left; to be called when no attempt runs any more. */
    public synchronized void stop() {
        stopped = true;
        wakeUps.release();
        manyLines.release();
        if (thread == null) {
            return;
        }
        try {
            thread.join(LAST_WRITE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code runner}, the reports of whose attempts come here. */
    public AttemptRunner around(AttemptRunner runner, DependencyResults dependencies) {
        return new AttemptRunner() {
            @Override
            public Collection<JobDefinition> definitions() {
                return runner.definitions();
            }

            @Override
            public AttemptEnd run(RunningAttempt attempt) {
                attempt.connect(ReportWriter.this, dependencies);
                try {
                    return runner.run(attempt);
                } finally {
                    ended(attempt);
                }
            }
        };
    }

    @Override
    public void progressed(RunningAttempt attempt) {
        if (changed.add(attempt)) {
            wakeUps.release();
        }
    }

    @Override
    public void logged(LogLine line) {
        if (lineCount.get() >= MOST_LINES) {
            leftOut.incrementAndGet();
            return;
        }
        lines.add(line);
        int waiting = lineCount.incrementAndGet();
        if (waiting == 1) {
            wakeUps.release();
        } else if (waiting == FULL_SET) {
            manyLines.release();
        }
    }

    @Override
    public LogLimits logLimits() {
        return logLimits;
    }

    @Override
    public void ended(RunningAttempt attempt) {
        changed.remove(attempt);
        if (attempt.progress().isPresent()) {
            ended.add(attempt);
            wakeUps.release();
        }
    }

    private void run() {
        long swept = System.nanoTime() - SWEEP_EVERY_NANOS;
        while (!stopped) {
            if (System.nanoTime() - swept >= SWEEP_EVERY_NANOS) {
                attempt("sweep", store::sweep);
                swept = System.nanoTime();
            }
            if (await(wakeUps, ended.isEmpty() ? SWEEP_EVERY_NANOS : BETWEEN_WRITES_NANOS)) {
                write();
                pause();
            } else if (!ended.isEmpty()) {
                forgetEnded();
            }
        }
        writeLines();
        forgetEnded();
    }

    /** Until the next write may come; only lines that are many do not wait. */
    private void pause() {
        long end = System.nanoTime() + BETWEEN_WRITES_NANOS;
        while (!stopped && await(manyLines, end - System.nanoTime())) {
            writeLines();
        }
    }

    private void write() {
        writeProgress();
        writeLines();
        forgetEnded();
    }

    private void writeProgress() {
        List<Said> said = new ArrayList<>();
        for (RunningAttempt attempt : List.copyOf(changed)) {
            // in this order: what it says from now on is a change again
            changed.remove(attempt);
            if (!attempt.isFenced() && !ended.contains(attempt)) {
                attempt.progress().ifPresent(progress -> said.add(new Said(attempt, progress)));
            }
        }
        if (written(said, store::progress)) {
            said.forEach(each -> written.add(each.attempt()));
        } else {
            said.forEach(each -> progressed(each.attempt()));
        }
    }

    private void writeLines() {
        List<LogLine> set = new ArrayList<>();
        for (LogLine line = lines.poll(); line != null; line = lines.poll()) {
            set.add(line);
        }
        if (written(set, store::log)) {
            lineCount.addAndGet(-set.size());
            int missing = leftOut.getAndSet(0);
            if (missing > 0) {
                LOG.log(Level.WARNING, "{0} lines that jobs logged were more than could be written", missing);
            }
        } else {
            lines.addAll(set);
        }
        if (!lines.isEmpty()) {
            // one that came while the others were taken has woken nobody
            wakeUps.release();
        }
    }

    /** The rows of attempts whose end is recorded; until then they are the job's progress. */
    private void forgetEnded() {
        List<RunningAttempt> gone = new ArrayList<>(ended);
        List<RunningAttempt> toForget = gone.stream().filter(written::contains).toList();
        attempt("forget", () -> {
            Set<UUID> running = toForget.isEmpty() ? Set.of() : new HashSet<>(store.running(toForget));
            List<RunningAttempt> over = toForget.stream()
                    .filter(each -> !running.contains(each.jobId()))
                    .toList();
            if (!over.isEmpty()) {
                store.forget(over);
            }
            gone.stream().filter(each -> !running.contains(each.jobId())).forEach(each -> {
                ended.remove(each);
                written.remove(each);
            });
        });
    }

    /** Whether the set is done with; not, when the database was not there for it. */
    private <T> boolean written(List<T> set, Consumer<List<T>> statement) {
        if (set.isEmpty()) {
            return true;
        }
        try {
            statement.accept(set);
            return true;
        } catch (Throwable e) {
            // whatever else it was: attempts of every job report by this thread
            if (!(e instanceof DatabaseException database && database.isDataError())) {
                LOG.log(Level.WARNING, "What jobs report is not written yet, trying again", e);
                return false;
            }
            if (set.size() > 1) {
                // one of them is to blame: the others shall not suffer for it
                set.forEach(each -> written(List.of(each), statement));
            } else {
                LOG.log(Level.WARNING, "What a job reports cannot be written: " + set.get(0), e);
            }
            return true;
        }
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "Rows of job_progress are not cleared yet (" + what + ")", e);
        }
    }

    private boolean await(Semaphore signal, long nanos) {
        try {
            boolean given = signal.tryAcquire(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            signal.drainPermits();
            return given;
        } catch (InterruptedException e) {
            stopped = true;
            return false;
        }
    }
}

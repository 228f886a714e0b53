package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Json;
import millwright.job.Job.AttemptRecord;

/**
 * One attempt while it runs on this node: who it is, under which lease, and whether it must stop. One thread runs it,
 * others may stop it.
 */
public final class RunningAttempt implements JobContext {

    private static final int LARGEST_RESULT = 1 << 20;

    private final ClaimedJob job;
    private final AttemptProgress progress = new AttemptProgress();
    private final AttemptLines lines = new AttemptLines();
    private AttemptReports reports = AttemptReports.NONE;
    private DependencyResults dependencies = DependencyResults.NONE;
    private Runnable stopHook = () -> {};
    private Runnable cancelHook = () -> {};
    private boolean stopRequested;
    private boolean endRequested;
    private volatile boolean toBeStopped;
    private volatile boolean cancelled;
    private volatile boolean fenced;
    private volatile boolean timedOut;
    private final AttemptClock clock = new AttemptClock();
    private volatile JsonValue result;

    public RunningAttempt(ClaimedJob job) {
        this.job = job;
    }

    @Override
    public UUID jobId() {
        return job.id();
    }

    @Override
    public int number() {
        return job.attempt();
    }

    public long lease() {
        return job.lease();
    }

    /** The incarnation that claimed the job: with the lease, part of every write about this attempt. */
    public UUID node() {
        return job.node();
    }

    @Override
    public String definition() {
        return job.definition();
    }

    public JsonObject parameters() {
        return job.parameters();
    }

    /** What was claimed. */
    public ClaimedJob job() {
        return job;
    }

    /** When its work began, and by when it has to be over. */
    public AttemptClock clock() {
        return clock;
    }

    @Override
    public void result(JsonValue result) {
        int size = result.toString().getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST_RESULT) {
            throw new IllegalArgumentException("the result of job " + jobId() + " takes " + size
                    + " bytes, expected at most " + LARGEST_RESULT + " (1 MiB)");
        }
        if (!Json.isStorable(result)) {
            throw new IllegalArgumentException("the result of job " + jobId() + " holds " + Json.NOT_STORABLE);
        }
        this.result = result;
    }

    /** The last result given, or null. */
    public JsonValue result() {
        return result;
    }

    /** Runs {@code hook} when the attempt is asked to stop, at once if it already was; a later hook replaces it. */
    public synchronized void onStop(Runnable hook) {
        stopHook = hook;
        if (stopRequested) {
            hook.run();
        }
    }

    /** Asks the attempt to end where it can go on later. */
    public synchronized void stop() {
        if (!stopRequested) {
            stopRequested = true;
            stopHook.run();
        }
    }

    /** Asks the attempt to end where it can go on once somebody restarts its job; again does nothing. */
    public void stopUntilRestarted() {
        toBeStopped = true;
        stop();
    }

    /** Whether it is to end until its job is restarted, rather than to go on somewhere else at once. */
    public boolean isToBeStopped() {
        return toBeStopped && !isCancelled();
    }

    /** Runs {@code hook} when the attempt is asked to end for good, at once if it was; a later hook replaces it. */
    public synchronized void onCancel(Runnable hook) {
        cancelHook = hook;
        if (endRequested) {
            hook.run();
        }
    }

    /** Asks the attempt to end for good; whether this call was the first to do so. */
    public synchronized boolean cancel() {
        boolean first = !cancelled;
        cancelled = true;
        endForGood();
        return first;
    }

    /** Asks the attempt to end for good, cancelled or out of time; again does nothing. */
    public synchronized void endForGood() {
        boolean first = !endRequested;
        endRequested = true;
        stop();
        if (first) {
            cancelHook.run();
        }
    }

    /** Says where its reports go and where it learns of others; to be called before it runs. */
    public void connect(AttemptReports reports, DependencyResults dependencies) {
        this.reports = reports;
        this.dependencies = dependencies;
    }

    /** What it said last of its progress, if anything. */
    public Optional<Progress> progress() {
        return progress.last();
    }

    @Override
    public Optional<Instant> deadline() {
        return clock.deadline();
    }

    @Override
    public void progress(double fraction, String message) {
        progress(fraction, message, null);
    }

    @Override
    public void progress(double fraction, String message, JsonObject details) {
        progress.said(fraction, message, details);
        reports.progressed(this);
    }

    @Override
    public void recordsProcessed(long more) {
        progress.counted(more, 0);
        reports.progressed(this);
    }

    @Override
    public void recordsFailed(long more) {
        progress.counted(0, more);
        reports.progressed(this);
    }

    @Override
    public void log(Level level, String text) {
        String thread = Thread.currentThread().getName();
        log(Instant.now(), level, text, new LogSource(null, thread, AttemptScope.place(), null));
    }

    /** A line that comes from elsewhere; left out when the attempt has logged more than is kept. */
    public void log(Instant at, Level level, String text, LogSource source) {
        lines.log(this, reports, at, level, text, source);
    }

    public LogLimits logLimits() {
        return reports.logLimits();
    }

    @Override
    public List<AttemptRecord> earlierAttempts() {
        return job.earlier();
    }

    @Override
    public String idempotencyKey() {
        return job.idempotencyKey();
    }

    @Override
    public Optional<JsonValue> dependencyResult(UUID job) {
        if (!dependencies.dependencies(jobId()).contains(job)) {
            throw new IllegalArgumentException("job " + jobId() + " does not depend on job " + job);
        }
        return Optional.ofNullable(dependencies.results(List.of(job)).get(job));
    }

    @Override
    public Map<UUID, JsonValue> dependencyResults() {
        return dependencies.results(dependencies.dependencies(jobId()));
    }

    @Override
    public JobRequest asChild(JobRequest request) {
        return request.withParent(jobId());
    }

    /** Notes that the attempt has used up its time; it is still to be asked to end. */
    public void timeOut() {
        timedOut = true;
    }

    public boolean isTimedOut() {
        return timedOut;
    }

    /** For what the job's own code is to do about it, a time-out is a cancel. */
    @Override
    public boolean isCancelled() {
        return cancelled || timedOut;
    }

    public synchronized boolean stopRequested() {
        return stopRequested;
    }

    /** The lease is no longer ours to vouch for: nothing this attempt does may be recorded. */
    public void fence() {
        fenced = true;
    }

    public boolean isFenced() {
        return fenced;
    }
}

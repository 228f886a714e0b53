package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import millwright.database.Json;

/**
 * One attempt while it runs on this node: who it is, under which lease, and whether it must stop. One thread runs it,
 * others may stop it.
 */
public final class RunningAttempt implements Attempt {

    private static final int LARGEST_RESULT = 1 << 20;

    private final ClaimedJob job;
    private Runnable stopHook = () -> {};
    private boolean stopRequested;
    private volatile boolean cancelled;
    private volatile boolean fenced;
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

    @Override
    public void result(JsonValue result) {
        String text = result.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_RESULT) {
            throw new IllegalArgumentException("the result of job " + jobId() + " is larger than 1 MiB");
        }
        if (!Json.isStorable(result)) {
            throw new IllegalArgumentException(
                    "the result of job " + jobId() + " holds a NUL character or half of a surrogate pair");
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

    /** Asks the attempt to end for good; whether this call was the first to do so. */
    public synchronized boolean cancel() {
        boolean first = !cancelled;
        cancelled = true;
        stop();
        return first;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
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

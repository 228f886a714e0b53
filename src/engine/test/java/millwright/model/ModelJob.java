package millwright.model;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import millwright.job.AttemptOutcome;
import millwright.job.Dependency;
import millwright.job.Dependency.OnFailure;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.RunningAttempt;

/** What must have become of one job, by the rules alone. */
final class ModelJob {

    /** A job that loses as many nodes is not run again. */
    static final int CRASH_LIMIT = 3;

    private static final Set<JobState> WAIT_FOR_A_TIME = EnumSet.of(JobState.SCHEDULED, JobState.RETRYING);
    private static final Set<JobState> CAN_EXPIRE = EnumSet.of(JobState.BLOCKED, JobState.SCHEDULED, JobState.QUEUED);

    final UUID id;
    final int number;
    final JobRequest request;
    /** Dependencies not settled yet. */
    final Map<UUID, OnFailure> waitsFor = new HashMap<>();

    JobState state;
    int priority;
    int round = 1;
    long lease;
    UUID node;
    int attempts;
    int crashes;
    boolean started;
    /** Its attempt, as far as its row says. */
    boolean begun;

    boolean cancelAsked;
    boolean discarded;
    Instant runAt;
    Instant deadline;
    Instant expiresAt;

    ModelJob(UUID id, int number, JobRequest request, Instant now) {
        this.id = id;
        this.number = number;
        this.request = request;
        this.priority = request.priority().orElseThrow().rank();
        this.runAt = request.runAt().orElse(request.delay().map(now::plus).orElse(null));
        this.deadline = request.totalTimeout().map(now::plus).orElse(null);
        for (Dependency dependency : request.dependencies()) {
            waitsFor.put(dependency.job(), dependency.onFailure());
        }
        if (waitsFor.isEmpty()) {
            unblock(now);
        } else {
            expiresAt = request.expiresAt().orElse(null);
            state = JobState.BLOCKED;
        }
    }

    private Instant expiry(Instant given, Instant from) {
        Instant counted = request.startTimeout().map(from::plus).orElse(null);
        return given == null || (counted != null && counted.isBefore(given)) ? counted : given;
    }

    /** From now on, or from its own time, the time-out for its start counts. */
    void unblock(Instant now) {
        expiresAt = expiry(request.expiresAt().orElse(null), runAt != null && runAt.isAfter(now) ? runAt : now);
        state = runAt != null && runAt.isAfter(now) ? JobState.SCHEDULED : JobState.QUEUED;
    }

    String queue() {
        return request.queue().orElseThrow();
    }

    /** What a claim begins, it has started. */
    void claimed(RunningAttempt attempt) {
        state = JobState.RUNNING;
        node = attempt.node();
        lease = attempt.lease();
        attempts++;
        begun = attempt.job().startedAt() != null;
        started |= begun;
    }

    /** Whether {@code attempt} is the one that may write. */
    boolean isHeldBy(RunningAttempt attempt) {
        return state == JobState.RUNNING
                && lease == attempt.lease()
                && attempt.node().equals(node);
    }

    /** @param retryAt null for not at all */
    void ended(AttemptOutcome outcome, boolean begun, Instant retryAt) {
        boolean goesOn = retryAt != null && (deadline == null || retryAt.isBefore(deadline));
        started |= begun;
        if (outcome == AttemptOutcome.COMPLETED) {
            leave(JobState.COMPLETED);
        } else if (cancelAsked || outcome == AttemptOutcome.CANCELLED) {
            leave(JobState.CANCELLED);
        } else if (outcome == AttemptOutcome.RELEASED) {
            leave(JobState.QUEUED);
        } else if (goesOn) {
            runAt = retryAt;
            leave(JobState.RETRYING);
        } else {
            leave(JobState.FAILED);
        }
    }

    void lost() {
        if (cancelAsked) {
            // nobody writes about it any more
            leave(JobState.CANCELLED);
        } else {
            // what had only waited on the node did it no harm
            crashes += begun ? 1 : 0;
            lease++;
            leave(begun && crashes >= CRASH_LIMIT ? JobState.FAILED : JobState.QUEUED);
        }
    }

    /** Its node had not noticed that it had claimed it: nobody else is left to cancel it. */
    void givenBack() {
        if (cancelAsked) {
            leave(JobState.CANCELLED);
        } else {
            lease++;
            leave(JobState.QUEUED);
        }
    }

    /** Claimed ahead and not begun: as if it had not been claimed. */
    void givenBackUnbegun() {
        attempts--;
        lease++;
        leave(JobState.QUEUED);
    }

    void leave(JobState next) {
        state = next;
        node = null;
        cancelAsked = false;
    }

    /** A dead letter that can be run again: one that failed while it waited for others still does. */
    boolean isRetryable() {
        return state == JobState.FAILED && !discarded && waitsFor.isEmpty();
    }

    /** By hand: another round, of which what is over is no limit. */
    void retried(Instant now) {
        leave(JobState.QUEUED);
        round++;
        crashes = 0;
        runAt = null;
        deadline = deadline != null && deadline.isAfter(now) ? deadline : null;
        expiresAt = expiry(request.expiresAt().filter(now::isBefore).orElse(null), now);
    }

    /** By hand: its own time is now. */
    void runNow(Instant now) {
        leave(JobState.QUEUED);
        runAt = now;
        expiresAt = expiry(expiresAt, now);
    }

    boolean waitsForATime() {
        return WAIT_FOR_A_TIME.contains(state);
    }

    /** Neither runs nor is over, for whatever reason. */
    boolean isWaiting() {
        return state != JobState.RUNNING && !state.isFinal();
    }

    boolean isDue(Instant now) {
        return waitsForATime() && !runAt.isAfter(now);
    }

    boolean isExpired(Instant now) {
        return CAN_EXPIRE.contains(state) && !started && expiresAt != null && !expiresAt.isAfter(now);
    }

    boolean isLate(Instant now) {
        return isWaiting() && deadline != null && !deadline.isAfter(now);
    }

    /** Whether a claim may take it, as far as the job alone can say. */
    boolean isClaimable(Instant now) {
        return state == JobState.QUEUED && !isExpired(now) && !isLate(now);
    }

    boolean isArchived() {
        return state.isFinal() && (state != JobState.FAILED || discarded);
    }

    /** What is compared, as text that a person can read. */
    String facts() {
        return facts(state, priority, round, isArchived(), attempts, crashes, cancelAsked, lease, node, runAt)
                + (started ? "" : expiring(state, expiresAt));
    }

    static String facts(Seen seen) {
        return facts(
                        seen.state(),
                        seen.priority(),
                        seen.round(),
                        seen.archived(),
                        seen.attempts(),
                        seen.crashes(),
                        "CANCEL".equals(seen.control()),
                        seen.lease(),
                        seen.node(),
                        seen.runAt())
                + (seen.started() ? "" : expiring(seen.state(), seen.expiresAt()));
    }

    private static String expiring(JobState state, Instant expiresAt) {
        return CAN_EXPIRE.contains(state) && expiresAt != null ? ", expires at " + expiresAt : "";
    }

    private static String facts(
            JobState state,
            int priority,
            int round,
            boolean archived,
            int attempts,
            int crashes,
            boolean cancelAsked,
            long lease,
            UUID node,
            Instant runAt) {
        return state + ", priority " + priority + ", round " + round + (archived ? ", archived" : "") + ", attempts "
                + attempts + ", crashes "
                + crashes + (cancelAsked ? ", to be cancelled" : "")
                + ", lease " + lease + (state == JobState.RUNNING ? " of " + node : "")
                + (WAIT_FOR_A_TIME.contains(state) ? ", run at " + runAt : "");
    }

    @Override
    public String toString() {
        return "job " + number + " (" + id + ")";
    }
}

package millwright.job;

import static millwright.job.JobState.BLOCKED;
import static millwright.job.JobState.CANCELLED;
import static millwright.job.JobState.COMPLETED;
import static millwright.job.JobState.EXPIRED;
import static millwright.job.JobState.FAILED;
import static millwright.job.JobState.QUEUED;
import static millwright.job.JobState.RETRYING;
import static millwright.job.JobState.RUNNING;
import static millwright.job.JobState.SCHEDULED;
import static millwright.job.JobState.STOPPED;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every transition between the states of a job. Nothing else decides or writes a state (J3): the SQL of the stores
 * takes its guards and its new states from here, and the README's diagram is this enum printed.
 */
@SuppressWarnings("ImmutableEnumChecker") // the sets are unmodifiable copies
public enum JobLifecycle {
    SUBMIT(EnumSet.noneOf(JobState.class), QUEUED, "submitted"),
    SUBMIT_LATER(EnumSet.noneOf(JobState.class), SCHEDULED, "submitted for later"),
    SUBMIT_BLOCKED(EnumSet.noneOf(JobState.class), BLOCKED, "submitted with dependencies"),
    SUBMIT_RUNNING(EnumSet.noneOf(JobState.class), RUNNING, "runs in its caller's thread"),
    UNBLOCK(EnumSet.of(BLOCKED), QUEUED, "dependencies done"),
    UNBLOCK_LATER(EnumSet.of(BLOCKED), SCHEDULED, "dependencies done before its time"),
    PROMOTE(EnumSet.of(SCHEDULED, RETRYING), QUEUED, "its time has come"),
    RUN_NOW(EnumSet.of(SCHEDULED, RETRYING), QUEUED, "run now, by hand"),
    CLAIM(EnumSet.of(QUEUED), RUNNING, "claimed, lease + 1"),
    COMPLETE(EnumSet.of(RUNNING), COMPLETED, "completed"),
    RETRY(EnumSet.of(RUNNING), RETRYING, "failed, to be tried again"),
    FAIL(EnumSet.of(RUNNING), FAILED, "failed"),
    CANCEL(EnumSet.of(BLOCKED, SCHEDULED, QUEUED, RETRYING, STOPPED), CANCELLED, "cancelled"),
    CANCEL_RUNNING(EnumSet.of(RUNNING), CANCELLED, "cancelled, its attempt over"),
    STOP(EnumSet.of(SCHEDULED, QUEUED, RETRYING), STOPPED, "stopped before an attempt"),
    STOP_RUNNING(EnumSet.of(RUNNING), STOPPED, "stopped where it can go on"),
    RESTART(EnumSet.of(STOPPED), QUEUED, "restarted"),
    EXPIRE(EnumSet.of(BLOCKED, SCHEDULED, QUEUED), EXPIRED, "not started in time"),
    TIME_OUT(EnumSet.of(BLOCKED, SCHEDULED, QUEUED, RETRYING, STOPPED), FAILED, "not over in time"),
    RESCUE(EnumSet.of(RUNNING), QUEUED, "its node died"),
    GIVE_UP(EnumSet.of(RUNNING), FAILED, "its node died too often"),
    RELEASE(EnumSet.of(RUNNING), QUEUED, "given back"),
    RETRY_IN_PLACE(EnumSet.of(FAILED), QUEUED, "retried by hand, round + 1");

    private final Set<JobState> from;
    private final JobState to;
    private final String because;

    JobLifecycle(Set<JobState> from, JobState to, String because) {
        this.from = Set.copyOf(from);
        this.to = to;
        this.because = because;
    }

    public JobState to() {
        return to;
    }

    public boolean allowsFrom(JobState state) {
        return from.contains(state);
    }

    /**
     * The condition of the UPDATE or DELETE that performs this transition, such as {@code j.state IN ('QUEUED')}. The
     * states are literals on purpose: bound as parameters, a generic plan would not use the partial indexes.
     */
    public String guard(String column) {
        return from.stream()
                .sorted()
                .map(state -> "'" + state + "'")
                .collect(Collectors.joining(", ", column + " IN (", ")"));
    }

    /** The condition that a job neither runs nor is over, for what may be changed of it meanwhile: its state stays. */
    static String waits(String column) {
        return CANCEL.guard(column);
    }

    /** The new state as an SQL literal. */
    public String toLiteral() {
        return "'" + to + "'";
    }

    /** All transitions as a Mermaid state diagram. */
    public static String diagram() {
        String transitions = Arrays.stream(values())
                .flatMap(t -> t.from.isEmpty()
                        ? java.util.stream.Stream.of("    [*] --> " + t.to + " : " + t.because)
                        : t.from.stream().sorted().map(state -> "    " + state + " --> " + t.to + " : " + t.because))
                .collect(Collectors.joining("\n"));
        String ends = Arrays.stream(values())
                .map(t -> t.to)
                .filter(JobState::isFinal)
                .distinct()
                .map(state -> "    " + state + " --> [*]")
                .collect(Collectors.joining("\n"));
        return "stateDiagram-v2\n" + transitions + "\n" + ends + "\n";
    }
}

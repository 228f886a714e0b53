package millwright.job;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Where a job is in its life; {@link JobLifecycle} says how it gets from one to the next. */
public enum JobState {
    /** Waits for other jobs. */
    BLOCKED,
    /** Waits for its time. */
    SCHEDULED,
    QUEUED,
    RUNNING,
    /** Waits out its backoff. */
    RETRYING,
    /** A batch job stopped where it can go on. */
    STOPPED,
    COMPLETED,
    /** Attempts exhausted or permanent error: a dead letter. */
    FAILED,
    CANCELLED,
    /** Not started in time. */
    EXPIRED;

    /** Nothing more happens in this round. */
    public boolean isFinal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED || this == EXPIRED;
    }

    /** Jobs in this state stand in the hot table: a dead letter does, until it is resolved. */
    boolean isKeptHot() {
        return !isFinal() || this == FAILED;
    }

    /** All names, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }
}

package millwright.job;

/** How an attempt ended. */
public enum AttemptOutcome {
    COMPLETED,
    FAILED,
    TIMED_OUT,
    /** Ended where its job can go on once it is restarted. */
    STOPPED,
    CANCELLED,
    /** Its node died. */
    LOST,
    /** Given back at shutdown; not charged to the retry budget. */
    RELEASED
}

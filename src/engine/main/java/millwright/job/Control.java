package millwright.job;

/** What is asked of a running job, and not yet done: {@code millwright.job.control}. */
public enum Control {
    /** End where it can go on later. */
    STOP,
    /** End, and be CANCELLED. */
    CANCEL
}

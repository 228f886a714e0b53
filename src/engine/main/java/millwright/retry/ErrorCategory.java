package millwright.retry;

/** Whether trying again can help. */
public enum ErrorCategory {
    TRANSIENT,
    PERMANENT
}

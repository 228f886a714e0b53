package millwright.external;

/** What became of the end of an attempt. */
public enum Receipt {
    RECORDED,
    /** By an earlier call under the same lease, whose answer may have been lost. */
    ALREADY_RECORDED
}

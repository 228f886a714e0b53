package millwright.search;

/** By what found jobs are sorted; those that have none of it yet are not found. */
public enum SearchSort {
    CREATED,
    STARTED,
    FINISHED,
    /** From the start of the first attempt to the end of the job. */
    DURATION;

    /** Whether all that fit have to be read to sort them (S5). */
    boolean isRanged() {
        return this == STARTED || this == DURATION;
    }
}

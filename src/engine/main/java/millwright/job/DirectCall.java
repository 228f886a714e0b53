package millwright.job;

/**
 * A job that runs in its caller's thread: a method marked {@code @RunAsJob}, called directly. It belongs to its caller:
 * nothing may put it back into the queue, whatever becomes of its node.
 */
public final class DirectCall {

    /** What its row bears as {@code options}. */
    public static final String OPTIONS = "{\"direct\": true}";

    private DirectCall() {}

    /** The SQL condition that a row is such a job's. */
    public static String is(String row) {
        return "(coalesce(" + row + ".options ->> 'direct', '') = 'true')";
    }
}

package millwright.job;

/**
 * The part of an attempt that a thread works for.
 *
 * @param step null outside steps
 * @param partition null outside partitions
 */
public record LogPlace(String step, Integer partition) {

    public static final LogPlace NONE = new LogPlace(null, null);
}

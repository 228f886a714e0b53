package millwright.job;

/**
 * Classes of durations on a logarithmic scale, four to a doubling, so that a percentile read from counts alone is off by
 * a tenth at the most: bucket 0 is below a millisecond, bucket b from 2^((b-1)/4) to 2^(b/4) milliseconds.
 */
public final class DurationBucket {

    private static final double PER_DOUBLING = 4;

    private DurationBucket() {}

    /** @param millis from 0 */
    public static int of(long millis) {
        return millis < 1 ? 0 : 1 + (int) Math.floor(PER_DOUBLING * Math.log((double) millis) / Math.log(2) + 1e-9);
    }

    /** The middle of a bucket, by which its durations are told, in milliseconds. */
    public static double middle(int bucket) {
        return bucket < 1 ? 0.5 : Math.pow(2, (bucket - 0.5) / PER_DOUBLING);
    }
}

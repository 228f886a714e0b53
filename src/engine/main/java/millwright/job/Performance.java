package millwright.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How some jobs have gone.
 *
 * @param ended how many jobs came to each final state
 * @param retried how many attempts failed and were to be followed by another
 * @param durations of the completing attempts: how many fell into each class of {@link DurationBucket}
 * @param runMillis how long these took together
 * @param waits how many first attempts ended
 * @param waitMillis how long these had waited together, from when they could have run
 */
public record Performance(
        Map<JobState, Long> ended,
        long retried,
        Map<Integer, Long> durations,
        long runMillis,
        long waits,
        long waitMillis) {

    public Performance {
        ended = Map.copyOf(ended);
        durations = Map.copyOf(durations);
    }

    /** How many jobs came to {@code state}. */
    public long ended(JobState state) {
        return ended.getOrDefault(state, 0L);
    }

    /** Of the jobs that completed or failed, the share that completed, from 0 to 1; empty when there are none. */
    public OptionalDouble successRate() {
        long completed = ended(JobState.COMPLETED);
        long both = completed + ended(JobState.FAILED);
        return both == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) completed / both);
    }

    /** How long a completing attempt took on average. */
    public Optional<Duration> mean() {
        return average(runMillis, measured());
    }

    /** How long a first attempt's job had waited on average. */
    public Optional<Duration> meanWait() {
        return average(waitMillis, waits);
    }

    /**
     * The duration that this share of the completing attempts did not exceed, a tenth off at the most.
     *
     * @param share above 0 up to 1: 0.5 for the median
     */
    public Optional<Duration> percentile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("the share is " + share + ", expected one above 0 up to 1");
        }
        long rank = (long) Math.ceil(share * measured());
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : new TreeMap<>(durations).entrySet()) {
            seen += bucket.getValue();
            if (seen >= rank) {
                return Optional.of(Duration.ofNanos(Math.round(DurationBucket.middle(bucket.getKey()) * 1_000_000)));
            }
        }
        return Optional.empty();
    }

    private long measured() {
        return durations.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Optional<Duration> average(long millis, long count) {
        return count == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(Math.round((double) millis / count)));
    }
}

package millwright.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Token buckets by key, the 10,000 that were used last: what is forgotten is full again. On this node alone. Thread-safe.
 */
public final class Buckets {

    private static final int MOST_KEYS = 10_000;

    private final double size;
    private final double perNano;
    private final LongSupplier nanos;
    private final Map<String, Bucket> byKey = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private record Bucket(double level, long at) {}

    /**
     * What a bucket holds.
     *
     * @param taken whether one was there to be taken
     * @param left how many whole ones are left
     * @param next when one more will be there; zero when it is full
     */
    public record State(boolean taken, long left, Duration next) {}

    /**
     * @param size how many a full one holds
     * @param period in which an empty one fills
     * @param nanos of a clock that only goes forward
     */
    public Buckets(int size, Duration period, LongSupplier nanos) {
        this.size = size;
        this.perNano = (double) size / period.toNanos();
        this.nanos = nanos;
    }

    /** Takes one if there is one. */
    public synchronized State take(String key) {
        double level = level(key);
        boolean taken = level >= 1;
        return put(key, taken ? level - 1 : level, taken);
    }

    /** Gives one back that was taken. */
    public synchronized void giveBack(String key) {
        put(key, Math.min(size, level(key) + 1), true);
    }

    private double level(String key) {
        Bucket bucket = byKey.get(key);
        return bucket == null ? size : Math.min(size, bucket.level + (nanos.getAsLong() - bucket.at) * perNano);
    }

    private State put(String key, double level, boolean taken) {
        byKey.put(key, new Bucket(level, nanos.getAsLong()));
        long missing = level >= size ? 0 : (long) Math.ceil((1 - (level - Math.floor(level))) / perNano);
        return new State(taken, (long) level, Duration.ofNanos(missing));
    }
}

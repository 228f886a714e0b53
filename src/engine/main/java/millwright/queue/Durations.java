package millwright.queue;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long attempts take on this node, as a moving mean for each definition: what may be claimed ahead, and how much.
 * Thread-safe; a value that two threads add at once may be lost, which a mean can bear.
 */
final class Durations {

    /** What takes longer is claimed for a free slot only; what is claimed ahead begins within about this time. */
    static final long AHEAD_NANOS = 100_000_000L;

    private static final long WEIGHT = 16;

    private final Map<String, Long> means = new ConcurrentHashMap<>();
    private final Set<String> fast = ConcurrentHashMap.newKeySet();
    private volatile long mean;

    void note(String definition, long nanos) {
        Long before = means.get(definition);
        long now = before == null ? nanos : before + (nanos - before) / WEIGHT;
        means.put(definition, now);
        if (now > AHEAD_NANOS) {
            fast.remove(definition);
            return;
        }
        if (before == null || before > AHEAD_NANOS || !fast.contains(definition)) {
            fast.add(definition);
        }
        mean = mean == 0 ? nanos : mean + (nanos - mean) / WEIGHT;
    }

    /** The definitions that were seen to be fast enough to be claimed ahead. */
    Set<String> fast() {
        return fast;
    }

    /** How many jobs of the fast definitions {@code workers} are likely to begin within the time for claiming ahead. */
    int ahead(int workers) {
        if (fast.isEmpty()) {
            return 0;
        }
        return (int) Math.min(Integer.MAX_VALUE, workers * AHEAD_NANOS / Math.max(1, mean));
    }
}

package millwright.queue;

import java.util.HashMap;
import java.util.Map;

/** Counts the jobs taken from each queue, so that one in so many is its oldest. One thread. */
final class Ageing {

    private final int every;
    private final Map<String, Integer> since = new HashMap<>();

    /** @param every 0 for never */
    Ageing(int every) {
        this.every = every;
    }

    /** How many of the next {@code jobs} of the queue are to be its oldest. */
    int due(String queue, int jobs) {
        return every == 0 ? 0 : Math.min(jobs, (since.getOrDefault(queue, 0) + jobs) / every);
    }

    /** @param aged how many of them were asked to be the oldest */
    void claimed(String queue, int jobs, int aged) {
        if (every > 0 && jobs > 0) {
            since.put(queue, Math.max(0, since.getOrDefault(queue, 0) + jobs - aged * every));
        }
    }
}

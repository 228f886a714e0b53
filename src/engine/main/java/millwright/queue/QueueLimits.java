package millwright.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * All that limits a queue.
 *
 * @param weight its share of the workers when other queues wait too, 1 to 1,000
 * @param maxRunning how many of its jobs run at once over all nodes, from 1; empty for any number
 * @param rate how many of its jobs begin in a time; empty for any number
 */
public record QueueLimits(int weight, Optional<Integer> maxRunning, Optional<Rate> rate) {

    /** None. */
    public static final QueueLimits NONE = new QueueLimits(1, Optional.empty(), Optional.empty());

    /**
     * So many in a time.
     *
     * @param jobs from 1
     * @param period from 1 millisecond
     */
    public record Rate(int jobs, Duration period) {}
}

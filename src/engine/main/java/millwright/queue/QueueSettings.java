package millwright.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import millwright.job.JobState;

/**
 * What operators have said about a queue, and how full it is.
 *
 * @param weight its share of the workers when other queues wait too, 1 to 1,000
 * @param pause why nothing of it is started, empty while it is open
 * @param maxRunning how many of its jobs run at once over all nodes, or empty for any number
 * @param rate how many of its jobs begin in {@code ratePeriod}, or empty for any number
 * @param counts how many of its jobs are in each state, as last folded; a state without any is left out
 */
public record QueueSettings(
        String name,
        int weight,
        Optional<Pause> pause,
        Optional<Integer> maxRunning,
        Optional<Integer> rate,
        Optional<Duration> ratePeriod,
        Map<JobState, Long> counts) {

    /** Who stopped a queue, when and why. */
    public record Pause(String reason, String by, Instant at) {}
}

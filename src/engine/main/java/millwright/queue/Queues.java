package millwright.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What operators say about queues: {@code @Inject Queues queues}. It holds on every node within a second, and after
 * restarts. Thread-safe; committed on return, or with the caller's JTA transaction. A queue need not exist before: the
 * settings wait for its first job. Each method refuses a name of no or more than 200 characters.
 *
 * <p>Wrong values are an {@link millwright.job.InvalidRequestException} that names the field.
 */
public interface Queues {

    /** All that have settings or jobs, by name. */
    List<QueueSettings> list();

    /** No further job of it starts; what runs, runs on. Pausing again changes reason and name only. */
    void pause(String name, String reason, String by);

    void resume(String name, String by);

    /** @param weight 1 to 1,000 */
    void weight(String name, int weight);

    /** @param most from 1, or empty for any number; below what runs now it takes effect as they end */
    void maxRunning(String name, Optional<Integer> most);

    /**
     * At most {@code jobs} begin at once, and from then on one each time that {@code jobs}th part of {@code period} has
     * passed; in a time {@code t} at most {@code jobs * (1 + t / period)}. Time without work is saved up to {@code jobs}.
     *
     * @param jobs from 1
     * @param period from 1 millisecond
     */
    void rate(String name, int jobs, Duration period);

    void anyRate(String name);

    /** Weight, number of running jobs and rate in one; a rate that it had already goes on as it was. */
    void limits(String name, QueueLimits limits);
}

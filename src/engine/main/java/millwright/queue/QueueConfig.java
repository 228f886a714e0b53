package millwright.queue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import millwright.config.Key;
import millwright.config.Settings;

/**
 * How this node takes and runs jobs.
 *
 * @param workers how many attempts run at once
 * @param pollInterval the longest wait between two looks for claimable jobs
 * @param drainTimeout how long shutdown waits for attempts that were asked to stop
 * @param stopGrace how long a cancelled attempt may take to end before it is cut off
 * @param timeoutGrace the same for an attempt that is out of time
 * @param holdSlotWhenStuck whether a job that was cut off stays RUNNING, in its limits, until its thread ends
 * @param claiming which jobs it takes
 */
public record QueueConfig(
        int workers,
        Duration pollInterval,
        Duration drainTimeout,
        Duration stopGrace,
        Duration timeoutGrace,
        boolean holdSlotWhenStuck,
        ClaimConfig claiming) {

    private static final Key WORKERS =
            new Key("millwright.queue.workers", "8", "How many jobs this node runs at the same time");
    private static final Key POLL_INTERVAL = new Key(
            "millwright.queue.poll-interval",
            "PT1S",
            "The longest wait between two looks for jobs when nothing wakes the node");
    private static final Key DRAIN_TIMEOUT = new Key(
            "millwright.queue.drain-timeout",
            "PT30S",
            "How long shutdown waits for running jobs to stop before it leaves them to a restart");

    private static final Key STOP_GRACE = new Key(
            "millwright.queue.stop-grace",
            "PT10S",
            "How long a cancelled job may take to stop before it is interrupted and can write nothing more");

    private static final Key TIMEOUT_GRACE = new Key(
            "millwright.queue.timeout-grace",
            "PT10S",
            "How long a job may take to stop after its time-out before it can write nothing more");

    private static final Key HOLD_SLOT_WHEN_STUCK = new Key(
            "millwright.queue.hold-slot-when-stuck",
            "false",
            "Whether a job that would not stop in its grace stays RUNNING, within the limits of its queue and its"
                    + " concurrency key, until its thread has ended");

    public static final List<Key> KEYS = Stream.concat(
                    Stream.of(WORKERS, POLL_INTERVAL, DRAIN_TIMEOUT, STOP_GRACE, TIMEOUT_GRACE, HOLD_SLOT_WHEN_STUCK),
                    ClaimConfig.KEYS.stream())
            .toList();

    /** With one grace for both; takes whatever jobs there are. */
    public QueueConfig(int workers, Duration pollInterval, Duration drainTimeout, Duration stopGrace) {
        this(workers, pollInterval, drainTimeout, stopGrace, stopGrace, false, ClaimConfig.PLAIN);
    }

    /** Takes whatever jobs there are. */
    public QueueConfig(
            int workers, Duration pollInterval, Duration drainTimeout, Duration stopGrace, Duration timeoutGrace) {
        this(workers, pollInterval, drainTimeout, stopGrace, timeoutGrace, false, ClaimConfig.PLAIN);
    }

    /** With one grace for both. */
    public QueueConfig(
            int workers, Duration pollInterval, Duration drainTimeout, Duration stopGrace, ClaimConfig claiming) {
        this(workers, pollInterval, drainTimeout, stopGrace, stopGrace, false, claiming);
    }

    public static QueueConfig from(Settings settings) {
        return new QueueConfig(
                settings.integer(WORKERS, 1, 1_000),
                settings.duration(POLL_INTERVAL),
                settings.duration(DRAIN_TIMEOUT),
                settings.duration(STOP_GRACE),
                settings.duration(TIMEOUT_GRACE),
                settings.flag(HOLD_SLOT_WHEN_STUCK),
                ClaimConfig.from(settings));
    }
}

package millwright.job;

import java.time.Duration;
import java.util.List;
import millwright.config.Key;
import millwright.config.Settings;

/**
 * How this node waits for the ends of jobs.
 *
 * @param waiters how many may wait without a thread of their own at once
 * @param threshold up to which duration of nine in ten of a definition's jobs a caller waits who leaves that to us, and
 *     how long whoever does not say waits at the most
 */
public record SyncConfig(int waiters, Duration threshold) {

    private static final Key WAITERS = new Key(
            "millwright.sync.waiters",
            "1000",
            "How many callers of a node may wait for the end of a job at once without a thread of their own");

    private static final Key THRESHOLD = new Key(
            "millwright.sync.threshold",
            "PT60S",
            "A job submitted with `mode: auto` is waited for when nine in ten of its definition's took no longer; the"
                    + " longest wait of who does not say how long");

    public static final List<Key> KEYS = List.of(WAITERS, THRESHOLD);

    public static SyncConfig from(Settings settings) {
        return new SyncConfig(settings.integer(WAITERS, 1, 1_000_000), settings.duration(THRESHOLD));
    }
}

package millwright.job;

import java.util.List;
import millwright.config.Key;
import millwright.config.Settings;

/**
 * How this node waits for the ends of jobs.
 *
 * @param waiters how many may wait without a thread of their own at once
 */
public record SyncConfig(int waiters) {

    private static final Key WAITERS = new Key(
            "millwright.sync.waiters",
            "1000",
            "How many callers of a node may wait for the end of a job at once without a thread of their own");

    public static final List<Key> KEYS = List.of(WAITERS);

    public static SyncConfig from(Settings settings) {
        return new SyncConfig(settings.integer(WAITERS, 1, 1_000_000));
    }
}

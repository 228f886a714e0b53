package millwright.start;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import millwright.access.AccessConfig;
import millwright.access.JwtConfig;
import millwright.audit.AuditConfig;
import millwright.batch.BatchConfig;
import millwright.config.Key;
import millwright.config.MoreKeys;
import millwright.database.DatabaseConfig;
import millwright.event.EventConfig;
import millwright.job.SyncConfig;
import millwright.log.LogConfig;
import millwright.node.NodeConfig;
import millwright.queue.QueueConfig;
import millwright.retry.RetryConfig;
import millwright.schedule.ScheduleConfig;

/** Every configuration key of the engine, in the order of the README's table. */
public final class EngineKeys {

    public static final List<Key> ALL = Stream.of(
                    DatabaseConfig.KEYS,
                    QueueConfig.KEYS,
                    RetryConfig.KEYS,
                    NodeConfig.KEYS,
                    SyncConfig.KEYS,
                    BatchConfig.KEYS,
                    ScheduleConfig.KEYS,
                    LogConfig.KEYS,
                    EventConfig.KEYS,
                    AccessConfig.KEYS,
                    JwtConfig.KEYS,
                    AuditConfig.KEYS)
            .flatMap(List::stream)
            .toList();

    private EngineKeys() {}

    /** Those of the engine and of the jars beside it. */
    static List<Key> with(Iterable<MoreKeys> others) {
        List<Key> keys = new ArrayList<>(ALL);
        others.forEach(each -> keys.addAll(each.keys()));
        return keys;
    }
}

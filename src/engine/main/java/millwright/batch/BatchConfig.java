package millwright.batch;

import java.util.List;
import millwright.config.Key;
import millwright.config.Settings;

/**
 * How this node runs batch jobs.
 *
 * @param partitionThreads threads for partitions and for flows of splits, beside the workers
 */
public record BatchConfig(int partitionThreads) {

    private static final int MOST_THREADS = 1_000;

    private static final Key PARTITION_THREADS = new Key(
            "millwright.batch.partition-threads",
            "8",
            "Threads for partitions and for flows of splits; when none is free, the worker runs them itself");

    public static final List<Key> KEYS = List.of(PARTITION_THREADS);

    public static BatchConfig from(Settings settings) {
        return new BatchConfig(settings.integer(PARTITION_THREADS, 0, MOST_THREADS));
    }
}

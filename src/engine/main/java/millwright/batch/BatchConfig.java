package millwright.batch;

import java.util.List;
import millwright.config.Key;
import millwright.config.Settings;

/**
 * How this node runs batch jobs, and lives beside the container's batch engine.
 *
 * @param isDefault whether the JobOperator that is injected without a qualifier is this engine's
 * @param inlineXml whether job XML that comes with a request is accepted and run here
 * @param partitionThreads threads for partitions and for flows of splits, beside the workers
 */
public record BatchConfig(boolean isDefault, boolean inlineXml, int partitionThreads) {

    private static final int MOST_THREADS = 1_000;

    private static final Key DEFAULT = new Key(
            "millwright.batch.default",
            "false",
            "Whether `@Inject JobOperator` without a qualifier is Millwright's rather than the container's");

    // Whoever may submit job XML runs any artifact of the application with any properties, so nobody may unasked.
    private static final Key INLINE_XML = new Key(
            "millwright.batch.inline-xml",
            "false",
            "Whether this node accepts job XML that comes with a request, and runs such jobs");

    private static final Key PARTITION_THREADS = new Key(
            "millwright.batch.partition-threads",
            "8",
            "Threads for partitions and for flows of splits; when none is free, the worker runs them itself");

    public static final List<Key> KEYS = List.of(DEFAULT, INLINE_XML, PARTITION_THREADS);

    public static BatchConfig from(Settings settings) {
        return new BatchConfig(
                settings.flag(DEFAULT),
                settings.flag(INLINE_XML),
                settings.integer(PARTITION_THREADS, 0, MOST_THREADS));
    }
}

package millwright.batch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What can be seen of batch jobs beyond what every job has: {@code @Inject BatchJobs batchJobs}. Thread-safe. */
public interface BatchJobs {

    /** How far the job has come, as committed; no steps for a job that has not begun or is no batch job. */
    BatchProgress progress(UUID job);

    /** The same of many jobs in one statement, for lists; the map has each of them. */
    Map<UUID, BatchProgress> progress(Collection<UUID> jobs);

    /**
     * The partitions of a step by their numbers, as committed; none for a step without, or that has not begun. Those of
     * an earlier plan, which a mapper has overridden, are left out.
     */
    List<PartitionView> partitions(UUID job, String step);

    /**
     * The items its steps left out or failed on, in the order of steps, partitions and positions.
     *
     * @param limit how many at the most
     */
    List<SkippedItem> skippedItems(UUID job, int limit);

    /** Those that follow {@code last}, which an earlier page ended with. */
    List<SkippedItem> skippedItemsAfter(UUID job, SkippedItem last, int limit);
}

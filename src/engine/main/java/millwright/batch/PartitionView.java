package millwright.batch;

import java.time.Instant;

/**
 * A partition of a step, all attempts taken together: the status is the newest execution's, the counts are summed.
 *
 * @param number from 0, as in the plan
 * @param batchStatus Jakarta Batch's own word, such as STARTED
 * @param error what ended it, in words, or null
 * @param fraction part of its input read, 0 to 1, or null when its reader cannot tell
 * @param endedAt null while it runs
 */
public record PartitionView(
        int number,
        String batchStatus,
        String exitStatus,
        String error,
        Double fraction,
        StepCounts counts,
        Instant startedAt,
        Instant endedAt) {}

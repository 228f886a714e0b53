package millwright.batch;

import java.time.Instant;

/**
 * A step of a batch job, all attempts taken together: the status is the newest execution's, the counts are summed.
 *
 * @param batchStatus Jakarta Batch's own word, such as STARTED
 * @param fraction part of its input read, 0 to 1, or null when its reader cannot tell
 * @param endedAt null while it runs
 */
public record StepView(
        String name,
        String batchStatus,
        String exitStatus,
        Double fraction,
        StepCounts counts,
        Instant startedAt,
        Instant endedAt) {}

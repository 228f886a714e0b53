package millwright.batch;

import java.time.Duration;
import java.time.Instant;

/**
 * A step of a batch job, all attempts taken together: the status is the newest execution's, the counts are summed.
 *
 * @param batchStatus Jakarta Batch's own word, such as STARTED
 * @param fraction part of its input read, 0 to 1; where its reader cannot tell, what it read of what the job's latest
 *     earlier run that completed did, at most 0.99; null when there is none
 * @param endedAt null while it runs
 * @param timeLeft an estimate while it runs, by the speed so far, else by that earlier run; null when it cannot be told
 */
public record StepView(
        String name,
        String batchStatus,
        String exitStatus,
        Double fraction,
        StepCounts counts,
        Instant startedAt,
        Instant endedAt,
        Duration timeLeft) {

    /** One whose time left is not known. */
    public StepView(
            String name,
            String batchStatus,
            String exitStatus,
            Double fraction,
            StepCounts counts,
            Instant startedAt,
            Instant endedAt) {
        this(name, batchStatus, exitStatus, fraction, counts, startedAt, endedAt, null);
    }
}

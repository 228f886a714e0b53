package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import java.util.List;
import org.jberet.runtime.PartitionExecutionImpl;

/**
 * The partitions of a step over all its executions that go on with each other.
 *
 * @param begunBy the execution of the step whose plan it was
 * @param planned how many partitions it has; 0 when none has begun
 * @param newest the newest execution of each partition that has begun
 */
record PartitionPlan(long begunBy, int planned, List<PartitionExecutionImpl> newest) {

    /** Of an execution of the step that goes on with no earlier one. */
    static PartitionPlan newOf(long stepExecution) {
        return new PartitionPlan(stepExecution, 0, List.of());
    }

    boolean carriedOver() {
        return planned > 0;
    }

    /**
     * With the number of partitions that are run now: all of a new plan, or those of an earlier one that are not complete.
     *
     * @throws IllegalStateException when that number is not what the earlier plan left: JBeret would lose partitions, or
     *     run complete ones again
     */
    PartitionPlan with(int toRun, String step) {
        if (!carriedOver()) {
            return new PartitionPlan(begunBy, toRun, newest);
        }
        long complete = newest.stream()
                .filter(partition -> partition.getBatchStatus() == BatchStatus.COMPLETED)
                .count();
        if (toRun + complete != planned) {
            throw new IllegalStateException("step '" + step + "' was begun with " + planned + " partitions, of which "
                    + complete + " are complete; its plan now has " + (toRun + complete)
                    + ": a restart needs as many, unless the mapper overrides the partitions");
        }
        return this;
    }
}

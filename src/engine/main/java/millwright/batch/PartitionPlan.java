package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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

    PartitionPlan of(int partitions) {
        return new PartitionPlan(begunBy, partitions, newest);
    }

    /** All of them in their order; those that had not begun too, which JBeret itself would forget. */
    List<PartitionExecutionImpl> all(String step) {
        List<PartitionExecutionImpl> all = new ArrayList<>();
        IntStream.range(0, planned).forEach(i -> all.add(notBegun(i, step)));
        newest.forEach(partition -> all.set(partition.getPartitionId(), partition));
        return all;
    }

    private PartitionExecutionImpl notBegun(int number, String step) {
        return new PartitionExecutionImpl(
                number, begunBy, step, BatchStatus.FAILED, BatchStatus.FAILED.name(), null, null, null);
    }

    /** What is left to run of it, in the order in which it is run. */
    List<PartitionExecutionImpl> left(String step) {
        return all(step).stream()
                .filter(partition -> partition.getBatchStatus() != BatchStatus.COMPLETED)
                .toList();
    }
}

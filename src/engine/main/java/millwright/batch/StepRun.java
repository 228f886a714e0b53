package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.Metric.MetricType;
import jakarta.json.JsonValue;
import java.util.List;
import millwright.job.LogPlace;
import org.jberet.runtime.AbstractStepExecution;
import org.jberet.runtime.PartitionExecutionImpl;

/**
 * A step, or a partition of one, while a thread runs it: what it can tell between two checkpoints, and what it had when
 * the last chunk was committed. Used on that thread.
 */
final class StepRun {

    private final AbstractStepExecution execution;
    private final SkippedItems skipped;
    private final LastCommit lastCommit;
    private ReadProgress reader;
    private JsonValue keptResult;
    private JsonValue checkpointedResult;

    /** @param keptResult the job's result as it is kept already, or null */
    StepRun(AbstractStepExecution execution, JsonValue keptResult) {
        this.execution = execution;
        this.skipped = new SkippedItems(this::itemsRead, place().partition());
        this.lastCommit = new LastCommit(execution);
        this.keptResult = keptResult;
        this.checkpointedResult = keptResult;
    }

    AbstractStepExecution execution() {
        return execution;
    }

    @SuppressWarnings("ReferenceEquality") // JBeret's executions are equal by their keys
    boolean runs(AbstractStepExecution other) {
        return execution == other;
    }

    LogPlace place() {
        return execution instanceof PartitionExecutionImpl partition
                ? new LogPlace(partition.getStepName(), partition.getPartitionId())
                : new LogPlace(execution.getStepName(), null);
    }

    /** What the end of the step or partition leaves to be listed. */
    List<SkippedItem> listedAtEnd() {
        return execution.getBatchStatus() == BatchStatus.FAILED ? skipped.gatheredAndFailed() : skipped.gathered();
    }

    SkippedItems skipped() {
        return skipped;
    }

    void readBy(ReadProgress stepReader) {
        reader = stepReader;
    }

    /** From 0 to 1, or null when the reader cannot tell. */
    Double fractionRead() {
        if (reader == null) {
            return null;
        }
        double fraction = reader.fractionRead();
        return Double.isNaN(fraction) ? null : Double.valueOf(Math.max(0, Math.min(1, fraction)));
    }

    private long itemsRead() {
        // skipped ones too: the count names the item's place in the input
        return execution.getStepMetrics().get(MetricType.READ_COUNT)
                + execution.getStepMetrics().get(MetricType.READ_SKIP_COUNT);
    }

    /** JBeret opens reader and writer again in the transaction that now begins. */
    void beginning() {
        if (skipped.chunkIsRetried()) {
            lastCommit.restore();
        }
    }

    void committed() {
        lastCommit.remember();
        keptResult = checkpointedResult;
    }

    void rolledBack() {
        lastCommit.restoreWritten();
    }

    /** The job's result as JSON text if it has changed since the last checkpoint: it may be large, and chunks are many. */
    String changed(JsonValue result) {
        if (result == keptResult) {
            return null;
        }
        checkpointedResult = result;
        return result.toString();
    }
}

package millwright.batch;

import jakarta.batch.runtime.Metric.MetricType;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.jberet.runtime.AbstractStepExecution;

/**
 * What JBeret had in memory of a step when its last chunk was committed, put back when a chunk rolls back. JBeret
 * itself goes on with what the chunk left there: counts of items that are read again, and a reader checkpoint that
 * every skip moves into the middle of the chunk, so that the items before the skip were lost when the chunk was tried
 * again.
 */
final class LastCommit {

    private final AbstractStepExecution step;
    private final Map<MetricType, Long> counts = new EnumMap<>(MetricType.class);
    private Serializable readerCheckpoint;
    private Serializable writerCheckpoint;

    LastCommit(AbstractStepExecution step) {
        this.step = step;
        remember();
    }

    void remember() {
        for (MetricType type : MetricType.values()) {
            counts.put(type, step.getStepMetrics().get(type));
        }
        readerCheckpoint = step.getReaderCheckpointInfo();
        writerCheckpoint = step.getWriterCheckpointInfo();
    }

    /** The chunk is tried again from its beginning. */
    void restore() {
        counts.forEach((type, count) -> {
            // these two count chunks, and the roll-back is one more of them
            if (type != MetricType.COMMIT_COUNT && type != MetricType.ROLLBACK_COUNT) {
                step.getStepMetrics().set(type, count);
            }
        });
        step.setReaderCheckpointInfo(readerCheckpoint);
        step.setWriterCheckpointInfo(writerCheckpoint);
    }

    /** The chunk is left out: its items were read and skipped, but not written. */
    void restoreWritten() {
        step.getStepMetrics().set(MetricType.WRITE_COUNT, counts.get(MetricType.WRITE_COUNT));
    }
}

package millwright.batch;

import jakarta.batch.runtime.Metric.MetricType;
import org.jberet.runtime.metric.StepMetrics;

/** What the running step can tell between two checkpoints: how far its reader is, and what it skipped. */
final class StepProgress {

    private final SkippedItems skipped = new SkippedItems(this::itemsRead);
    private volatile StepMetrics metrics = new StepMetrics();
    private volatile ReadProgress reader;

    /** The next step begins; its reader is created after this. */
    void begin(StepMetrics stepMetrics) {
        metrics = stepMetrics;
        reader = null;
    }

    void readBy(ReadProgress stepReader) {
        reader = stepReader;
    }

    SkippedItems skipped() {
        return skipped;
    }

    /** From 0 to 1, or null when the reader cannot tell. */
    Double fractionRead() {
        ReadProgress asked = reader;
        if (asked == null) {
            return null;
        }
        double fraction = asked.fractionRead();
        return Double.isNaN(fraction) ? 0 : Math.max(0, Math.min(1, fraction));
    }

    private long itemsRead() {
        // skipped ones too: the count names the item's place in the input
        return metrics.get(MetricType.READ_COUNT) + metrics.get(MetricType.READ_SKIP_COUNT);
    }
}

package millwright.batch;

import org.jberet.job.model.Split;
import org.jberet.job.model.SplitBuilder;

/** Flows of a {@link BatchJob} that run beside each other. Not thread-safe. */
public final class BatchSplit extends BatchElement {

    private final SplitBuilder split;

    private BatchSplit(String id) {
        split = new SplitBuilder(id);
    }

    /** @param id unique in the job */
    public static BatchSplit named(String id) {
        return new BatchSplit(id);
    }

    public BatchSplit flow(BatchFlow flow) {
        split.flow(flow.model());
        return this;
    }

    /** The element that comes when all flows have ended. */
    public BatchSplit next(String id) {
        split.next(id);
        return this;
    }

    @Override
    Split model() {
        return split.build();
    }
}

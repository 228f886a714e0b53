package millwright.batch;

import org.jberet.job.model.Decision;
import org.jberet.job.model.Flow;
import org.jberet.job.model.FlowBuilder;
import org.jberet.job.model.Split;
import org.jberet.job.model.Step;

/** Elements of a {@link BatchJob} that lead to each other, and together to one next element. Not thread-safe. */
public final class BatchFlow extends BatchElement {

    private final FlowBuilder flow;

    private BatchFlow(String id) {
        flow = new FlowBuilder(id);
    }

    /** @param id unique in the job */
    public static BatchFlow named(String id) {
        return new BatchFlow(id);
    }

    /** The flow begins with the element that was added first. */
    public BatchFlow then(BatchElement element) {
        Object model = element.model();
        if (model instanceof Step step) {
            flow.step(step);
        } else if (model instanceof Flow inner) {
            flow.flow(inner);
        } else if (model instanceof Split split) {
            flow.split(split);
        } else {
            flow.decision((Decision) model);
        }
        return this;
    }

    /** The element beside this flow that comes after it. */
    public BatchFlow next(String id) {
        flow.next(id);
        return this;
    }

    /** Goes on to {@code id} when the flow's exit status is like {@code on}, where * and ? stand for others. */
    public BatchFlow nextOn(String on, String id) {
        flow.nextOn(on).to(id);
        return this;
    }

    @Override
    Flow model() {
        return flow.build();
    }
}

package millwright.batch;

import jakarta.batch.api.Decider;
import java.util.Map;
import org.jberet.job.model.Decision;
import org.jberet.job.model.DecisionBuilder;

/** Where a {@link BatchJob} goes on, by what a {@link Decider} says. Not thread-safe. */
public final class BatchDecision extends BatchElement {

    private final DecisionBuilder decision;

    private BatchDecision(String id, String decider) {
        decision = new DecisionBuilder(id, decider);
    }

    /** @param decider a CDI bean's name, a name in META-INF/batch.xml, or a class's */
    public static BatchDecision named(String id, String decider) {
        return new BatchDecision(id, decider);
    }

    public static BatchDecision named(String id, Class<? extends Decider> decider) {
        return new BatchDecision(id, decider.getName());
    }

    /** What the decider's {@code @BatchProperty} fields get. */
    public BatchDecision properties(Map<String, String> properties) {
        decision.properties(asProperties(properties));
        return this;
    }

    /** Goes on to {@code id} when the decider says what is like {@code on}, where * and ? stand for others. */
    public BatchDecision nextOn(String on, String id) {
        decision.nextOn(on).to(id);
        return this;
    }

    /** @param exitStatus the job's, or null for what the decider said */
    public BatchDecision endOn(String on, String exitStatus) {
        decision.endOn(on).exitStatus(exitStatus(exitStatus));
        return this;
    }

    /** @param exitStatus the job's, or null for what the decider said */
    public BatchDecision failOn(String on, String exitStatus) {
        decision.failOn(on).exitStatus(exitStatus(exitStatus));
        return this;
    }

    /** @param restart the job's element that a restart begins with */
    public BatchDecision stopOn(String on, String restart) {
        decision.stopOn(on).restartFrom(restart).exitStatus();
        return this;
    }

    @Override
    Decision model() {
        return decision.build();
    }
}

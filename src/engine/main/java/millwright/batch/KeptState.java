package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import java.io.Serializable;
import java.util.function.Supplier;
import org.jberet.runtime.AbstractStepExecution;
import org.jberet.runtime.PartitionExecutionImpl;

/** What an earlier attempt kept of a step, and whether this application can still read it. */
final class KeptState {

    private KeptState() {}

    /** Says which part cannot be read: it was damaged, or its class has changed or gone with a deployment. */
    static final class UnreadableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * @param step where a restart goes on from, or null
     * @throws UnreadableException naming the step
     */
    static void check(AbstractStepExecution step) {
        if (step == null || step.getBatchStatus() == BatchStatus.COMPLETED) {
            return;
        }
        read(step, "the reader's checkpoint", step::getReaderCheckpointInfo);
        read(step, "the writer's checkpoint", step::getWriterCheckpointInfo);
        read(step, "the persistent user data", step::getPersistentUserData);
    }

    private static void read(AbstractStepExecution step, String part, Supplier<Serializable> state) {
        try {
            var unused = state.get();
        } catch (RuntimeException e) {
            Throwable reason = e;
            while (reason.getCause() != null) {
                reason = reason.getCause();
            }
            throw new UnreadableException(
                    "step '" + step.getStepName() + "': " + part + " of " + whose(step) + " cannot be read: " + reason,
                    e);
        }
    }

    private static String whose(AbstractStepExecution step) {
        return step instanceof PartitionExecutionImpl partition
                ? "partition " + partition.getPartitionId()
                : "step execution " + step.getStepExecutionId();
    }
}

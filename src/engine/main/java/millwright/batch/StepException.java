package millwright.batch;

import jakarta.json.JsonObjectBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import millwright.batch.SkippedItem.Kind;
import millwright.database.Json;
import millwright.database.StorableText;
import org.jberet.runtime.AbstractStepExecution;
import org.jberet.runtime.PartitionExecutionImpl;

/**
 * What ended a step or partition, as kept for operators: class, message and stack, within limits and without NUL; the
 * step, its partition, and the position of the item it failed on, the first one of a chunk that could not be written.
 */
final class StepException {

    private static final int LONGEST_MESSAGE = 4_000;
    private static final int LONGEST_STACK = 20_000;

    private StepException() {}

    /**
     * JSON text, or null for a step that no exception ended.
     *
     * @param listed what is listed of the step's items
     */
    static String json(AbstractStepExecution execution, List<SkippedItem> listed) {
        Throwable thrown = execution.getException();
        if (thrown == null) {
            return null;
        }
        StringWriter stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        JsonObjectBuilder json = Json.provider()
                .createObjectBuilder()
                .add("class", thrown.getClass().getName())
                .add("message", StorableText.of(String.valueOf(thrown.getMessage()), LONGEST_MESSAGE))
                .add("stack", StorableText.of(stack.toString(), LONGEST_STACK))
                .add("step", execution.getStepName());
        if (execution instanceof PartitionExecutionImpl partition) {
            json.add("partition", partition.getPartitionId());
        }
        listed.stream()
                .filter(item -> item.kind() == Kind.FAILED)
                .findFirst()
                .ifPresent(item -> json.add("position", item.position()));
        return json.build().toString();
    }
}

package millwright.batch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jberet.job.model.Step;
import org.jberet.job.model.StepBuilder;

/**
 * A step of a {@link BatchJob}: a batchlet, or a chunk of reader, processor and writer. Artifacts are named as in job
 * XML, by a CDI bean's name, one of META-INF/batch.xml or a class's, or given by their class; their properties may hold
 * expressions such as {@code #{jobParameters['file']}}. Not thread-safe.
 */
public final class BatchStep extends BatchElement {

    private final StepBuilder step;

    private BatchStep(String id) {
        step = new StepBuilder(id);
    }

    /** @param id unique in the job */
    public static BatchStep named(String id) {
        return new BatchStep(id);
    }

    public BatchStep batchlet(String ref) {
        return batchlet(ref, Map.of());
    }

    public BatchStep batchlet(Class<?> type) {
        return batchlet(type.getName());
    }

    public BatchStep batchlet(String ref, Map<String, String> properties) {
        step.batchlet(ref, asProperties(properties));
        return this;
    }

    public BatchStep reader(String ref) {
        return reader(ref, Map.of());
    }

    public BatchStep reader(Class<?> type) {
        return reader(type.getName());
    }

    public BatchStep reader(String ref, Map<String, String> properties) {
        step.reader(ref, asProperties(properties));
        return this;
    }

    public BatchStep processor(String ref) {
        return processor(ref, Map.of());
    }

    public BatchStep processor(Class<?> type) {
        return processor(type.getName());
    }

    public BatchStep processor(String ref, Map<String, String> properties) {
        step.processor(ref, asProperties(properties));
        return this;
    }

    public BatchStep writer(String ref) {
        return writer(ref, Map.of());
    }

    public BatchStep writer(Class<?> type) {
        return writer(type.getName());
    }

    public BatchStep writer(String ref, Map<String, String> properties) {
        step.writer(ref, asProperties(properties));
        return this;
    }

    public BatchStep listener(String ref) {
        return listener(ref, Map.of());
    }

    public BatchStep listener(Class<?> type) {
        return listener(type.getName());
    }

    public BatchStep listener(String ref, Map<String, String> properties) {
        step.listener(ref, asProperties(properties));
        return this;
    }

    /** Items to a chunk, from 1; without it 10. */
    public BatchStep itemCount(int items) {
        step.itemCount(items);
        return this;
    }

    /** Ends a chunk after so many seconds, too; 0 for no limit. */
    public BatchStep timeLimit(int seconds) {
        step.timeLimit(seconds);
        return this;
    }

    /** Passes over up to {@code limit} items that fail with one of these. */
    public BatchStep skip(int limit, Class<?>... exceptions) {
        step.skipLimit(limit).skippableExceptionsInclude(names(exceptions));
        return this;
    }

    /** Tries a chunk again that fails with one of these, up to {@code limit} times in the step. */
    public BatchStep retry(int limit, Class<?>... exceptions) {
        step.retryLimit(limit).retryableExceptionsInclude(names(exceptions));
        return this;
    }

    /** Runs at most so many times in a job; 0 for no limit. */
    public BatchStep startLimit(int starts) {
        step.startLimit(starts);
        return this;
    }

    /** Runs again in a restart, complete or not. */
    public BatchStep allowStartIfComplete() {
        step.allowStartIfComplete(true);
        return this;
    }

    /** Runs as one partition for each element, which are its properties: {@code #{partitionPlan['x']}}. */
    public BatchStep partitions(int threads, List<Map<String, String>> partitions) {
        step.partitionPlan(
                partitions.size(),
                threads,
                partitions.stream().map(BatchElement::asProperties).toList());
        return this;
    }

    /** Runs as the partitions that a {@link jakarta.batch.api.partition.PartitionMapper} makes up. */
    public BatchStep partitionMapper(String ref, Map<String, String> properties) {
        step.partitionMapper(ref, asProperties(properties));
        return this;
    }

    public BatchStep partitionCollector(String ref) {
        step.partitionCollector(ref);
        return this;
    }

    public BatchStep partitionAnalyzer(String ref) {
        step.partitionAnalyzer(ref);
        return this;
    }

    public BatchStep partitionReducer(String ref) {
        step.partitionReducer(ref);
        return this;
    }

    /** The element beside this step that comes after it, unless it fails. */
    public BatchStep next(String id) {
        step.next(id);
        return this;
    }

    /** Goes on to {@code id} when the exit status is like {@code on}, where * and ? stand for others. */
    public BatchStep nextOn(String on, String id) {
        step.nextOn(on).to(id);
        return this;
    }

    /** @param exitStatus the job's, or null for the one it has */
    public BatchStep endOn(String on, String exitStatus) {
        step.endOn(on).exitStatus(exitStatus(exitStatus));
        return this;
    }

    /** @param exitStatus the job's, or null for the one it has */
    public BatchStep failOn(String on, String exitStatus) {
        step.failOn(on).exitStatus(exitStatus(exitStatus));
        return this;
    }

    /** @param restart the job's element that a restart begins with */
    public BatchStep stopOn(String on, String restart) {
        step.stopOn(on).restartFrom(restart).exitStatus();
        return this;
    }

    private static List<String> names(Class<?>[] exceptions) {
        return Arrays.stream(exceptions).map(Class::getName).toList();
    }

    @Override
    Step model() {
        return step.build();
    }
}

package millwright.batch;

import jakarta.batch.api.Batchlet;
import jakarta.batch.api.chunk.CheckpointAlgorithm;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.batch.api.chunk.ItemReader;
import jakarta.batch.api.chunk.ItemWriter;
import jakarta.batch.api.partition.PartitionAnalyzer;
import jakarta.batch.api.partition.PartitionCollector;
import jakarta.batch.api.partition.PartitionMapper;
import jakarta.batch.api.partition.PartitionReducer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jberet.job.model.Chunk;
import org.jberet.job.model.ExceptionClassFilter;
import org.jberet.job.model.Listeners;
import org.jberet.job.model.Partition;
import org.jberet.job.model.RefArtifact;
import org.jberet.job.model.Step;

/** One step: it has what it needs, its numbers are numbers, and what it names exists. */
final class StepCheck {

    private static final Set<String> POLICIES = Set.of("item", "custom");

    private final ArtifactNames artifacts;
    private final JobXmlPlaces places;
    private final Consumer<JobXmlProblem> problems;

    StepCheck(ArtifactNames artifacts, JobXmlPlaces places, Consumer<JobXmlProblem> problems) {
        this.artifacts = artifacts;
        this.places = places;
        this.problems = problems;
    }

    void check(Step step) {
        String id = step.getId();
        boolean both = step.getBatchlet() != null && step.getChunk() != null;
        if (both || (step.getBatchlet() == null && step.getChunk() == null)) {
            problems.accept(places.problem(
                    id,
                    "step '" + id + "' has " + (both ? "both a batchlet and a chunk" : "neither a batchlet nor a chunk")
                            + ", expected one of them"));
        }
        number(id, "", "start-limit", step.getStartLimit(), 0);
        listeners(id, step.getListeners());
        artifact(id, "batchlet", step.getBatchlet(), Batchlet.class);
        if (step.getChunk() != null) {
            chunk(id, step.getChunk());
        }
        if (step.getPartition() != null) {
            partition(id, step.getPartition());
        }
    }

    /** @param owner the job or the step that has them */
    void listeners(String owner, Listeners listeners) {
        if (listeners == null) {
            return;
        }
        int ordinal = 0;
        for (RefArtifact listener : listeners.getListeners()) {
            ref(owner, "listener", ordinal++, listener.getRef(), null);
        }
    }

    private void chunk(String id, Chunk chunk) {
        required(id, "reader", chunk.getReader());
        required(id, "writer", chunk.getWriter());
        artifact(id, "reader", chunk.getReader(), ItemReader.class);
        artifact(id, "processor", chunk.getProcessor(), ItemProcessor.class);
        artifact(id, "writer", chunk.getWriter(), ItemWriter.class);
        artifact(id, "checkpoint-algorithm", chunk.getCheckpointAlgorithm(), CheckpointAlgorithm.class);
        String policy = chunk.getCheckpointPolicy();
        if (policy != null && !ArtifactNames.isExpression(policy) && !POLICIES.contains(policy)) {
            problem(id, "chunk", "checkpoint-policy is '" + policy + "', expected item or custom");
        }
        if ("custom".equals(policy) && chunk.getCheckpointAlgorithm() == null) {
            problem(id, "chunk", "checkpoint-policy is 'custom', which needs a checkpoint-algorithm");
        }
        number(id, "chunk", "item-count", chunk.getItemCount(), 1);
        number(id, "chunk", "time-limit", chunk.getTimeLimit(), 0);
        number(id, "chunk", "skip-limit", chunk.getSkipLimit(), 0);
        number(id, "chunk", "retry-limit", chunk.getRetryLimit(), 0);
        exceptions(id, chunk);
    }

    private void required(String id, String element, RefArtifact artifact) {
        if (artifact == null) {
            problem(id, "chunk", "the chunk of step '" + id + "' has no " + element);
        }
    }

    private void partition(String id, Partition partition) {
        artifact(id, "mapper", partition.getMapper(), PartitionMapper.class);
        artifact(id, "collector", partition.getCollector(), PartitionCollector.class);
        artifact(id, "analyzer", partition.getAnalyzer(), PartitionAnalyzer.class);
        artifact(id, "reducer", partition.getReducer(), PartitionReducer.class);
        if (partition.getPlan() != null) {
            number(id, "plan", "partitions", partition.getPlan().getPartitions(), 1);
            number(id, "plan", "threads", partition.getPlan().getThreads(), 0);
        }
    }

    private void exceptions(String id, Chunk chunk) {
        List<ExceptionClassFilter> filters = Stream.of(
                        chunk.getSkippableExceptionClasses(),
                        chunk.getRetryableExceptionClasses(),
                        chunk.getNoRollbackExceptionClasses())
                .flatMap(Stream::ofNullable)
                .toList();
        int included = 0;
        int excluded = 0;
        for (ExceptionClassFilter filter : filters) {
            for (String name : filter.getInclude()) {
                exception(id, "include", included++, name);
            }
            for (String name : filter.getExclude()) {
                exception(id, "exclude", excluded++, name);
            }
        }
    }

    private void exception(String id, String element, int ordinal, String name) {
        artifacts
                .problemOfException(name)
                .ifPresent(reason -> problems.accept(places.problem(id, element, ordinal, reason)));
    }

    private void artifact(String id, String element, RefArtifact artifact, Class<?> type) {
        if (artifact != null) {
            ref(id, element, 0, artifact.getRef(), type);
        }
    }

    /** @param element empty for the owner itself, a decision */
    void ref(String owner, String element, int ordinal, String ref, Class<?> type) {
        artifacts
                .problem(ref, type)
                .ifPresent(reason -> problems.accept(places.problem(
                        owner, element, ordinal, (element.isEmpty() ? "decision" : element) + ": " + reason)));
    }

    private void number(String id, String element, String attribute, String value, int least) {
        if (value == null || ArtifactNames.isExpression(value)) {
            return;
        }
        Optional<Integer> number = whole(value);
        if (number.isEmpty() || number.get() < least) {
            problem(id, element, attribute + " is '" + value + "', expected a whole number from " + least);
        }
    }

    private static Optional<Integer> whole(String value) {
        try {
            return Optional.of(Integer.valueOf(value));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void problem(String id, String element, String reason) {
        problems.accept(places.problem(id, element, 0, reason));
    }
}

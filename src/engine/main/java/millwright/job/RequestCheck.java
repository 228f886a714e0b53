package millwright.job;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.database.Json;

/** Turns requests into jobs that can be written, or refuses them; touches no table (J2). Thread-safe. */
public final class RequestCheck {

    private static final int LARGEST_PARAMETERS = 1 << 20;

    private final Definitions definitions;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    public RequestCheck(Definitions definitions) {
        this.definitions = definitions;
    }

    /**
     * The job that {@code request} asks for, with an id of its own.
     *
     * @throws InvalidRequestException when the request does not fit
     */
    public CheckedJob of(JobRequest request) {
        if (!request.namedDependencies().isEmpty()) {
            throw refused(
                    "/depends_on",
                    "names '" + request.namedDependencies().get(0).name()
                            + "': only jobs submitted together can depend on each other by name");
        }
        return of(ids.generate(), request, Map.of());
    }

    /** What its definitions declare secret. */
    public SecretParameters secrets() {
        return new SecretParameters(definitions);
    }

    /** An id for a job that is not checked yet. */
    UUID newId() {
        return ids.generate();
    }

    /**
     * The same within a bulk.
     *
     * @param named the ids of those that have a name
     */
    CheckedJob of(UUID id, JobRequest request, Map<String, UUID> named) {
        JobDefinition definition = runnable(request.definition());
        String parameters = checked(request, definition);
        RequestLimits.check(request);
        return new CheckedJob(
                id,
                definition.name(),
                request.queue().orElse(definition.queue()),
                request.priority().orElse(definition.priority()),
                parameters,
                request.submitter(),
                request.correlationId(),
                request.tags(),
                request.metadata(),
                JobOptions.of(request),
                request.runAt(),
                request.delay(),
                request.expiresAt(),
                request.startTimeout().or(() -> definition.policy().startTimeout()),
                request.totalTimeout().or(() -> definition.policy().totalTimeout()),
                dependencies(request, named),
                request.unique(),
                request.concurrency().or(() -> definition.policy().concurrency()),
                // what an attempt submits is its job's child
                request.parent().or(() -> AttemptScope.find().map(RunningAttempt::jobId)),
                Optional.empty(),
                Optional.empty(),
                definition.kind() == JobDefinition.Kind.EXTERNAL,
                request.sight());
    }

    private static List<Dependency> dependencies(JobRequest request, Map<String, UUID> named) {
        if (request.dependencies().isEmpty() && request.namedDependencies().isEmpty()) {
            return List.of();
        }
        return Stream.concat(
                        request.dependencies().stream(),
                        request.namedDependencies().stream()
                                .map(dependency ->
                                        new Dependency(named.get(dependency.name()), dependency.onFailure())))
                .toList();
    }

    private JobDefinition runnable(String name) {
        JobDefinition definition = definitions
                .find(name)
                .orElseThrow(() -> refused(
                        "/definition",
                        "no job definition is named '" + name + "'"
                                + (definitions.all().isEmpty()
                                        ? ""
                                        : " (nearest: '" + definitions.nearest(name) + "')")));
        definition.problem().ifPresent(problem -> {
            throw refused("/definition", "job definition '" + name + "' cannot run: " + problem);
        });
        return definition;
    }

    private static String checked(JobRequest request, JobDefinition definition) {
        if (!Json.isStorable(request.parameters())) {
            throw refused("/parameters", "hold " + Json.NOT_STORABLE);
        }
        String parameters =
                definition.parameters().complete(request.parameters()).toString();
        if (RequestLimits.isLarger(parameters, LARGEST_PARAMETERS)) {
            throw refused("/parameters", "are larger than 1 MiB");
        }
        return parameters;
    }

    private static InvalidRequestException refused(String pointer, String detail) {
        return new InvalidRequestException(List.of(new Violation(pointer, detail)));
    }
}

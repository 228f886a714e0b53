package millwright.job;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Json;
import millwright.database.StorableText;

/** {@link Jobs} on the job table: checks, writes, then wakes the dispatcher. */
public final class StoredJobs implements Jobs {

    private static final int LARGEST_PARAMETERS = 1 << 20;
    private static final int LONGEST_CORRELATION_ID = 200;

    private final JobStore store;
    private final CancelStore cancels;
    private final Definitions definitions;
    private final NodeSignals signals;
    private final AfterCommit afterCommit;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    public StoredJobs(JobStore store, Definitions definitions, NodeSignals signals, AfterCommit afterCommit) {
        this.store = store;
        this.cancels = store.cancels();
        this.definitions = definitions;
        this.signals = signals;
        this.afterCommit = afterCommit;
    }

    @Override
    public UUID submit(JobRequest request) {
        JobDefinition definition = runnable(request.definition());
        JsonObject parameters = checked(request, definition);
        UUID id = ids.generate();
        store.insert(id, definition, request.priority().orElse(definition.priority()), parameters, request);
        afterCommit.run(signals::jobsQueued);
        return id;
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

    private static JsonObject checked(JobRequest request, JobDefinition definition) {
        if (!Json.isStorable(request.parameters())) {
            throw refused(
                    "/parameters", "a text holds a NUL character or half of a surrogate pair, which cannot be stored");
        }
        JsonObject parameters = definition.parameters().complete(request.parameters());
        if (parameters.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST_PARAMETERS) {
            throw refused("/parameters", "are larger than 1 MiB");
        }
        request.correlationId().ifPresent(text -> {
            if (text.length() > LONGEST_CORRELATION_ID || !StorableText.fits(text)) {
                throw refused(
                        "/correlation_id",
                        "expected at most " + LONGEST_CORRELATION_ID
                                + " characters, no NUL and no half of a surrogate pair");
            }
        });
        return parameters;
    }

    private static InvalidRequestException refused(String pointer, String detail) {
        return new InvalidRequestException(List.of(new Violation(pointer, detail)));
    }

    @Override
    public Optional<Job> find(UUID id) {
        return store.find(id);
    }

    @Override
    public List<Job> list(JobQuery query) {
        return store.list(query);
    }

    @Override
    public Optional<Job> cancel(UUID id) {
        boolean done = cancels.cancel(id).map(CancelStore.Answer::done).orElse(false);
        if (done) {
            afterCommit.run(signals::controlRequested);
            return store.find(id);
        }
        store.find(id).ifPresent(job -> {
            throw new JobOverException(id, job.state());
        });
        return Optional.empty();
    }

    @Override
    public List<JobDefinition> definitions() {
        return definitions.all();
    }
}

package millwright.batch;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Json;
import millwright.job.InvalidRequestException;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.JobRequest;
import millwright.job.OwnTransaction;
import millwright.job.ParameterSchema;
import millwright.job.Priority;
import millwright.job.Violation;
import millwright.retry.RetryPolicy;

/** {@link InlineJobXml} on {@code millwright.job_xml}; what was read is remembered, the latest used. */
final class StoredInlineJobXml implements InlineJobXml {

    private static final int LARGEST = 1 << 20;
    private static final int MOST_REMEMBERED = 100;
    private static final String POINTER = "/job_xml";

    private static final String SCHEMA =
            """
            {"type": "object", "additionalProperties": true, "required": ["%1$s"],
             "properties": {"%1$s": {"type": "string", "pattern": "^[0-9a-f]{64}$",
               "description": "The content hash of the job XML, as kept when it was submitted"}}}
            """
                    .formatted(PARAMETER);

    static final JobDefinition JOB_DEFINITION = new JobDefinition(
            DEFINITION,
            JobDefinition.Kind.BATCH,
            "Inline job XML",
            "Job XML that came with the request.",
            JobDefinition.DEFAULT_QUEUE,
            Priority.NORMAL,
            ParameterSchema.of(Json.object(SCHEMA)),
            JobPolicy.PLAIN,
            Optional.empty());

    private final JobXmlStore store;
    private final JobXml jobXml;
    private final OwnTransaction independently;
    private final boolean allowed;
    private final Map<String, BatchDefinition> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BatchDefinition> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    StoredInlineJobXml(JobXmlStore store, JobXml jobXml, OwnTransaction independently, boolean allowed) {
        this.store = store;
        this.jobXml = jobXml;
        this.independently = independently;
        this.allowed = allowed;
    }

    @Override
    public JobRequest request(String document, JsonObject parameters, String submitter) {
        if (!allowed) {
            throw refused(
                    "is not accepted on this node: millwright.batch.inline-xml is false, expected true here and on"
                            + " the nodes that are to run it");
        }
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST) {
            throw refused("takes " + bytes.length + " bytes, expected at most " + LARGEST + " (1 MiB)");
        }
        if (parameters.containsKey(PARAMETER)) {
            throw new InvalidRequestException(
                    List.of(new Violation("/parameters/" + PARAMETER, "is the engine's own: leave it out")));
        }
        String hash = ContentHash.of(bytes);
        JobProperties properties;
        try {
            JobXml.Sound read = jobXml.read(DEFINITION, document);
            remember(hash, new BatchDefinition(JOB_DEFINITION, read.model(), hash));
            properties = read.properties();
        } catch (JobXmlException e) {
            throw new InvalidRequestException(e.problems().stream()
                    .map(problem -> new Violation(POINTER, problem.toString()))
                    .toList());
        }
        independently.run(() -> store.keep(hash, document));
        JsonObject named = Json.provider()
                .createObjectBuilder(parameters)
                .add(PARAMETER, hash)
                .build();
        return treated(JobRequest.of(DEFINITION, submitter).withParameters(named), properties);
    }

    /** The definition is all texts' own, so what one says of its jobs goes with the request. */
    private static JobRequest treated(JobRequest plain, JobProperties properties) {
        JobRequest request = plain.withQueue(properties.queue()).withPriority(properties.priority());
        JobPolicy policy = properties.policy();
        if (policy.timeout().isPresent()) {
            request = request.withTimeout(policy.timeout().get());
        }
        if (policy.startTimeout().isPresent()) {
            request = request.withStartTimeout(policy.startTimeout().get());
        }
        if (policy.totalTimeout().isPresent()) {
            request = request.withTotalTimeout(policy.totalTimeout().get());
        }
        if (policy.concurrency().isPresent()) {
            request = request.withConcurrency(policy.concurrency().get());
        }
        return policy.retry().equals(RetryPolicy.NONE) ? request : request.withRetry(policy.retry());
    }

    private static InvalidRequestException refused(String detail) {
        return new InvalidRequestException(List.of(new Violation(POINTER, detail)));
    }

    /**
     * What a job of this definition runs.
     *
     * @throws JobXmlException when it is not kept, or not sound for this application
     */
    BatchDefinition of(JsonObject parameters) {
        JsonValue named = parameters.get(PARAMETER);
        String hash = named instanceof JsonString text ? text.getString() : "";
        BatchDefinition known = remembered(hash);
        if (known != null) {
            return known;
        }
        String document = store.document(hash)
                .orElseThrow(() -> new JobXmlException(
                        List.of(new JobXmlProblem("inline job XML '" + hash + "'", 0, 0, "is not kept"))));
        BatchDefinition read = read(hash, document);
        remember(hash, read);
        return read;
    }

    private BatchDefinition read(String hash, String document) {
        return new BatchDefinition(
                JOB_DEFINITION, jobXml.read(DEFINITION, document).model(), hash);
    }

    private void remember(String hash, BatchDefinition definition) {
        synchronized (remembered) {
            remembered.put(hash, definition);
        }
    }

    private BatchDefinition remembered(String hash) {
        synchronized (remembered) {
            return remembered.get(hash);
        }
    }

    @Override
    public Optional<String> document(UUID job) {
        return store.document(job);
    }
}

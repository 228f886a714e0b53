package millwright.batch;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import millwright.job.ConcurrencyKey;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.ParameterSchema;
import millwright.job.Priority;
import millwright.retry.RetryPolicy;
import org.jberet.job.model.Decision;
import org.jberet.job.model.Flow;
import org.jberet.job.model.Job;
import org.jberet.job.model.JobBuilder;
import org.jberet.job.model.Split;
import org.jberet.job.model.Step;

/**
 * A batch job that Java code defines instead of job XML. A CDI producer registers it when the application starts, of
 * scope {@code @Dependent}, which is a producer's own, or {@code @Singleton}:
 *
 * <pre>
 * &#64;Produces
 * BatchJob nightly() {
 *     return BatchJob.named("nightly")
 *             .queue("night")
 *             .then(BatchStep.named("import").reader(LineReader.class).writer("rowWriter").next("report"))
 *             .then(BatchStep.named("report").batchlet(Report.class));
 * }
 * </pre>
 *
 * It is checked, listed and run like a job XML; what is wrong with it is said when it is found, and does not keep the
 * application from starting. Not thread-safe; not to be changed once it is produced.
 */
public final class BatchJob {

    private final String name;
    private final JobBuilder job;
    private String title;
    private String description = "";
    private String queue = JobDefinition.DEFAULT_QUEUE;
    private Priority priority = Priority.NORMAL;
    private ParameterSchema parameters = ParameterSchema.any();
    private JobPolicy policy = JobPolicy.PLAIN;

    private BatchJob(String name) {
        this.name = name;
        this.title = name;
        this.job = new JobBuilder(name);
    }

    /** @param name of the definition and of its JobInstances; no job XML may have it */
    public static BatchJob named(String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("the name of a BatchJob is '" + name + "', expected a text");
        }
        return new BatchJob(name);
    }

    /** A short name for people. */
    public BatchJob title(String title) {
        this.title = title;
        return this;
    }

    /** A sentence or two. */
    public BatchJob description(String description) {
        this.description = description;
        return this;
    }

    /** Where its jobs wait unless their request says otherwise. */
    public BatchJob queue(String queue) {
        this.queue = queue;
        return this;
    }

    /** Of its jobs unless their request says otherwise. */
    public BatchJob priority(Priority priority) {
        this.priority = priority;
        return this;
    }

    /**
     * What its parameters may be, as in the file beside a job XML.
     *
     * @param schema a JSON Schema of an object of texts, numbers and booleans
     * @throws IllegalArgumentException when it uses a keyword or a form that is not supported
     */
    public BatchJob parameters(JsonObject schema) {
        this.parameters = ParameterSchema.of(schema);
        return this;
    }

    /** How often a job is tried; each further attempt goes on from the last checkpoint. */
    public BatchJob retry(RetryPolicy retry) {
        policy = policy.withRetry(retry);
        return this;
    }

    /** How long after it may run a job's first attempt must have begun: else it becomes EXPIRED. */
    public BatchJob startTimeout(Duration timeout) {
        policy = policy.withStartTimeout(Optional.of(timeout));
        return this;
    }

    /** How long each attempt may take. */
    public BatchJob timeout(Duration timeout) {
        policy = policy.withTimeout(Optional.of(timeout));
        return this;
    }

    /** How many of its jobs run at once over all nodes, from 1. */
    public BatchJob concurrency(int jobs) {
        policy = policy.withConcurrency(Optional.of(new ConcurrencyKey("definition:" + name, jobs)));
        return this;
    }

    /** A job property, for {@code JobContext.getProperties()} and {@code #{jobProperties['…']}}. */
    public BatchJob property(String key, String value) {
        job.property(key, value);
        return this;
    }

    /** A job listener: a CDI bean's name, one of META-INF/batch.xml, or a class's. */
    public BatchJob listener(String ref, Map<String, String> properties) {
        job.listener(ref, BatchElement.asProperties(properties));
        return this;
    }

    /** An attempt that fails is the last: nothing goes on from its checkpoint. */
    public BatchJob notRestartable() {
        job.restartable(false);
        return this;
    }

    /** The job begins with the element that was added first. */
    public BatchJob then(BatchElement element) {
        Object model = element.model();
        if (model instanceof Step step) {
            job.step(step);
        } else if (model instanceof Flow flow) {
            job.flow(flow);
        } else if (model instanceof Split split) {
            job.split(split);
        } else {
            job.decision((Decision) model);
        }
        return this;
    }

    String name() {
        return name;
    }

    /** @throws RuntimeException when two elements have one id */
    Job model() {
        return job.build();
    }

    JobDefinition definition(Optional<String> problem) {
        return new JobDefinition(
                name, JobDefinition.Kind.BATCH, title, description, queue, priority, parameters, policy, problem);
    }
}

package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import millwright.retry.RetryPolicy;

/**
 * A request to run a definition once. Whatever it leaves out is as the definition says. Immutable: each {@code with…}
 * gives another request.
 */
public final class JobRequest {

    private final String definition;
    private final String submitter;
    private JsonObject parameters = JsonValue.EMPTY_JSON_OBJECT;
    private JsonObject metadata = JsonValue.EMPTY_JSON_OBJECT;
    private List<String> tags = List.of();
    private RequestRelations relations = RequestRelations.NONE;
    private RequestTerms terms = RequestTerms.NONE;
    private Optional<Priority> priority = Optional.empty();
    private Optional<String> queue = Optional.empty();
    private Optional<String> correlationId = Optional.empty();

    private JobRequest(String definition, String submitter) {
        this.definition = definition;
        this.submitter = submitter;
    }

    private JobRequest(JobRequest other) {
        this(other.definition, other.submitter);
        parameters = other.parameters;
        metadata = other.metadata;
        tags = other.tags;
        relations = other.relations;
        terms = other.terms;
        priority = other.priority;
        queue = other.queue;
        correlationId = other.correlationId;
    }

    private JobRequest with(Consumer<JobRequest> change) {
        JobRequest copy = new JobRequest(this);
        change.accept(copy);
        return copy;
    }

    /**
     * A request with the definition's own defaults throughout.
     *
     * @param submitter who asks, as known to the access rules, 1 to 200 characters
     */
    public static JobRequest of(String definition, String submitter) {
        return new JobRequest(definition, submitter);
    }

    /** For the definition's schema; defaults are filled in. At most 1 MiB. */
    public JobRequest withParameters(JsonObject parameters) {
        return with(copy -> copy.parameters = parameters);
    }

    /** What the caller wants to find with the job again; at most 64 KiB. The member {@code millwright} is the engine's. */
    public JobRequest withMetadata(JsonObject metadata) {
        return with(copy -> copy.metadata = metadata);
    }

    /** At most 32, each of at most 100 characters. */
    public JobRequest withTags(List<String> tags) {
        return with(copy -> copy.tags = List.copyOf(tags));
    }

    public JobRequest withPriority(Priority priority) {
        return with(copy -> copy.priority = Optional.of(priority));
    }

    public JobRequest withQueue(String queue) {
        return with(copy -> copy.queue = Optional.of(queue));
    }

    /** The caller's own name for this request, up to 200 characters. */
    public JobRequest withCorrelationId(String correlationId) {
        return with(copy -> copy.correlationId = Optional.of(correlationId));
    }

    /** Not before {@code time}, by the database's clock. */
    public JobRequest withRunAt(Instant time) {
        return with(copy -> copy.terms = terms.withRunAt(time));
    }

    /** Not before {@code delay} after it was submitted, by the database's clock. */
    public JobRequest withDelay(Duration delay) {
        return with(copy -> copy.terms = terms.withDelay(delay));
    }

    /** Unless it has started before {@code time} it becomes EXPIRED. */
    public JobRequest withExpiresAt(Instant time) {
        return with(copy -> copy.terms = terms.withExpiresAt(time));
    }

    /**
     * Unless it has started so long after it may run it becomes EXPIRED: a delay and the wait for other jobs do not
     * count, the wait for a free worker does. Beside {@link #withExpiresAt}, whichever comes first.
     */
    public JobRequest withStartTimeout(Duration timeout) {
        return with(copy -> copy.terms = terms.withStartTimeout(timeout));
    }

    /** How long each attempt may take. */
    public JobRequest withTimeout(Duration timeout) {
        return with(copy -> copy.terms = terms.withTimeout(timeout));
    }

    /** How long after it was submitted the job must be over, waits and retries included. */
    public JobRequest withTotalTimeout(Duration timeout) {
        return with(copy -> copy.terms = terms.withTotalTimeout(timeout));
    }

    public JobRequest withRetry(RetryPolicy retry) {
        return with(copy -> copy.terms = terms.withRetry(retry));
    }

    /** Runs after {@code dependency}, too. */
    public JobRequest dependingOn(Dependency dependency) {
        return with(copy -> copy.relations = relations.and(dependency));
    }

    /** Runs after all of these; at most 1,000. */
    public JobRequest dependingOn(List<Dependency> dependencies) {
        return with(copy -> copy.relations = relations.withDependencies(dependencies));
    }

    /** What other requests submitted together with this one call it; kept nowhere. */
    public JobRequest withName(String name) {
        return with(copy -> copy.relations = relations.withName(name));
    }

    /** Runs after the job of the same bulk that {@link #withName} gave this name, too; its failure cancels this one. */
    public JobRequest dependingOnNamed(String name) {
        return dependingOnNamed(name, Dependency.OnFailure.CANCEL);
    }

    /** The same, with another answer to its failure. */
    public JobRequest dependingOnNamed(String name, Dependency.OnFailure onFailure) {
        return with(copy -> copy.relations = relations.and(new NamedDependency(name, onFailure)));
    }

    public JobRequest withUnique(UniqueKey unique) {
        return with(copy -> copy.relations = relations.withUnique(unique));
    }

    public JobRequest withConcurrency(ConcurrencyKey concurrency) {
        return with(copy -> copy.relations = relations.withConcurrency(concurrency));
    }

    /** The job on whose behalf this one is submitted. */
    public JobRequest withParent(UUID parent) {
        return with(copy -> copy.relations = relations.withParent(parent));
    }

    /**
     * Of other jobs it may name, to wait for them or as its parent, those alone that this sees; the others are answered
     * for as if they were not there. Without it any job may be named, and its parent is taken as it is.
     */
    public JobRequest withSight(Visibility sight) {
        return with(copy -> copy.relations = relations.withSight(sight));
    }

    private List<Object> members() {
        return List.of(
                definition, submitter, parameters, metadata, tags, relations, terms, priority, queue, correlationId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JobRequest request && members().equals(request.members());
    }

    @Override
    public int hashCode() {
        return members().hashCode();
    }

    @Override
    public String toString() {
        return "JobRequest" + members();
    }

    /** Whether somebody must look after the job before it can be claimed. */
    boolean waits() {
        return terms.isLater() || relations.mayBlock();
    }

    public String definition() {
        return definition;
    }

    public String submitter() {
        return submitter;
    }

    public JsonObject parameters() {
        return parameters;
    }

    public JsonObject metadata() {
        return metadata;
    }

    public List<String> tags() {
        return tags;
    }

    public List<Dependency> dependencies() {
        return relations.dependencies();
    }

    Optional<String> name() {
        return relations.name();
    }

    List<NamedDependency> namedDependencies() {
        return relations.named();
    }

    public Optional<Priority> priority() {
        return priority;
    }

    public Optional<String> queue() {
        return queue;
    }

    public Optional<String> correlationId() {
        return correlationId;
    }

    public Optional<Instant> runAt() {
        return terms.runAt();
    }

    public Optional<Duration> delay() {
        return terms.delay();
    }

    public Optional<Instant> expiresAt() {
        return terms.expiresAt();
    }

    public Optional<Duration> startTimeout() {
        return terms.startTimeout();
    }

    public Optional<Duration> timeout() {
        return terms.timeout();
    }

    public Optional<Duration> totalTimeout() {
        return terms.totalTimeout();
    }

    public Optional<RetryPolicy> retry() {
        return terms.retry();
    }

    public Optional<UniqueKey> unique() {
        return relations.unique();
    }

    public Optional<ConcurrencyKey> concurrency() {
        return relations.concurrency();
    }

    public Optional<UUID> parent() {
        return relations.parent();
    }

    Optional<Visibility> sight() {
        return relations.sight();
    }
}

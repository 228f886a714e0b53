package millwright.web.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import millwright.access.Caller;
import millwright.job.ConcurrencyKey;
import millwright.job.Dependency;
import millwright.job.Dependency.OnFailure;
import millwright.job.JobDefinition;
import millwright.job.JobRequest;
import millwright.job.Priority;
import millwright.job.UniqueKey;
import millwright.job.UniqueKey.Until;
import millwright.job.Visibility;
import millwright.retry.InvalidPolicyException;
import millwright.retry.RetryPolicy;
import millwright.web.json.Members;

/** Reads what a request says of one job. What the parameters may be is the definition's to say. */
final class JobReader {

    static final List<String> MEMBERS = List.of(
            "definition",
            "parameters",
            "queue",
            "priority",
            "run_at",
            "delay",
            "expires_at",
            "start_timeout",
            "depends_on",
            "timeout",
            "total_timeout",
            "retry",
            "tags",
            "metadata",
            "correlation_id",
            "unique_key",
            "unique_until",
            "unique_period",
            "concurrency_key",
            "concurrency_slots",
            "parent");

    private static final Set<String> RETRY = ordered(List.of("max_attempts", "delay", "factor", "max_delay"));
    private static final Set<String> DEPENDENCY = ordered(List.of("id", "name", "on_failure"));
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TAG = 100;
    private static final int MOST_TAGS = 32;
    private static final int MOST_DEPENDENCIES = 1_000;
    private static final int MOST_SLOTS = 1_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final Caller caller;
    private final Visibility sight;
    private final Function<String, Optional<JobDefinition>> definitions;

    /** @param sight which other jobs the request may name */
    JobReader(Caller caller, Visibility sight, Function<String, Optional<JobDefinition>> definitions) {
        this.caller = caller;
        this.sight = sight;
        this.definitions = definitions;
    }

    static Set<String> ordered(List<String> names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /** What does not fit is left to {@link Members#finish} to say. */
    JobRequest read(Members members) {
        String definition = members.requiredText("definition", LONGEST_NAME);
        return read(members, JobRequest.of(definition, caller.name()).withParameters(parameters(members)));
    }

    static JsonObject parameters(Members members) {
        return members.object("parameters").orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    /** The same of one whose definition and parameters are known already; what is said counts before what it has. */
    JobRequest read(Members members, JobRequest given) {
        JobRequest request = with(given, members.object("metadata"), JobRequest::withMetadata);
        request = with(request, members.texts("tags", MOST_TAGS, LONGEST_TAG), JobRequest::withTags);
        request = with(request, members.choice("priority", Priority.class), JobRequest::withPriority);
        request = with(request, members.text("queue", LONGEST_NAME), JobRequest::withQueue);
        request = with(request, members.text("correlation_id", LONGEST_NAME), JobRequest::withCorrelationId);
        request = timed(members, request);
        request = with(request, retry(members, given.definition()), JobRequest::withRetry);
        request = keyed(members, request);
        return related(members, request);
    }

    private interface Change<T> {
        JobRequest of(JobRequest request, T value);
    }

    private static <T> JobRequest with(JobRequest request, Optional<T> value, Change<T> change) {
        return value.isPresent() ? change.of(request, value.get()) : request;
    }

    private static JobRequest timed(Members members, JobRequest given) {
        JobRequest request = with(given, members.instant("run_at"), JobRequest::withRunAt);
        Optional<Duration> delay = members.duration("delay", Duration.ZERO, LONGEST);
        if (delay.isPresent() && request.runAt().isPresent()) {
            members.refuse("delay", "says when the job may run as run_at does, expected one of them");
        }
        request = with(request, delay, JobRequest::withDelay);
        request = with(request, members.instant("expires_at"), JobRequest::withExpiresAt);
        request = with(request, members.duration("start_timeout", SHORTEST, LONGEST), JobRequest::withStartTimeout);
        request = with(request, members.duration("timeout", SHORTEST, LONGEST), JobRequest::withTimeout);
        return with(request, members.duration("total_timeout", SHORTEST, LONGEST), JobRequest::withTotalTimeout);
    }

    /** What is left out is the definition's. */
    private Optional<RetryPolicy> retry(Members members, String definition) {
        Optional<Members> inner = members.members("retry", RETRY);
        if (inner.isEmpty()) {
            return Optional.empty();
        }
        JsonObject given = members.any("retry").orElseThrow().asJsonObject();
        if (!RETRY.containsAll(given.keySet())) {
            return Optional.empty();
        }
        RetryPolicy usual = definitions
                .apply(definition)
                .map(found -> found.policy().retry())
                .orElse(RetryPolicy.NONE);
        try {
            return Optional.of(usual.with(given));
        } catch (InvalidPolicyException e) {
            inner.get().refuse(e.field(), e.getMessage());
            return Optional.empty();
        }
    }

    private static JobRequest keyed(Members members, JobRequest given) {
        Optional<String> unique = members.text("unique_key", LONGEST_NAME);
        Optional<Until> until = members.choice("unique_until", Until.class);
        Optional<Duration> period = members.duration("unique_period", SHORTEST, LONGEST);
        Until scope = until.orElse(period.isPresent() ? Until.PERIOD : Until.FINISHED);
        if (unique.isEmpty() && (until.isPresent() || period.isPresent())) {
            members.refuse("unique_key", "is required where unique_until or unique_period is given");
        } else if ((scope == Until.PERIOD) != period.isPresent()) {
            members.refuse("unique_period", "belongs to unique_until PERIOD, and to nothing else");
        }
        JobRequest request = given;
        if (unique.isPresent() && (scope == Until.PERIOD) == period.isPresent()) {
            request = request.withUnique(new UniqueKey(unique.get(), scope, period));
        }
        Optional<String> key = members.text("concurrency_key", LONGEST_NAME);
        Optional<Integer> slots = members.integer("concurrency_slots", 1, MOST_SLOTS);
        if (key.isEmpty() && slots.isPresent()) {
            members.refuse("concurrency_key", "is required where concurrency_slots is given");
        }
        return with(request, key.map(name -> new ConcurrencyKey(name, slots.orElse(1))), JobRequest::withConcurrency);
    }

    private JobRequest related(Members members, JobRequest given) {
        JobRequest request = given;
        boolean none = members.any("depends_on")
                .filter(list -> list.equals(JsonValue.EMPTY_JSON_ARRAY))
                .isPresent();
        if (members.any("depends_on").isPresent() && !none) {
            for (Members dependency : members.each("depends_on", MOST_DEPENDENCIES, DEPENDENCY)) {
                request = waiting(dependency, request);
            }
        }
        Optional<UUID> parent = id(members, "parent");
        request = with(request, parent, JobRequest::withParent);
        return sight.equals(Visibility.ALL) && parent.isEmpty() ? request : request.withSight(sight);
    }

    private static JobRequest waiting(Members dependency, JobRequest request) {
        Optional<UUID> id = id(dependency, "id");
        Optional<String> name = dependency.text("name", LONGEST_NAME);
        OnFailure onFailure = dependency.choice("on_failure", OnFailure.class).orElse(OnFailure.CANCEL);
        if (id.isPresent() == name.isPresent()) {
            dependency.refuse("id", "expected the id of a job or, within a bulk, the name of one, and not both");
            return request;
        }
        return id.isPresent()
                ? request.dependingOn(new Dependency(id.get(), onFailure))
                : request.dependingOnNamed(name.orElseThrow(), onFailure);
    }

    private static Optional<UUID> id(Members members, String name) {
        return members.text(name, LONGEST_NAME).flatMap(text -> {
            Optional<UUID> id = JobId.read(text);
            if (id.isEmpty()) {
                members.refuse(name, "expected the id of a job, a UUID");
            }
            return id;
        });
    }
}

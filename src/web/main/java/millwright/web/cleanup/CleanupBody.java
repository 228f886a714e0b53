package millwright.web.cleanup;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import millwright.access.Scope;
import millwright.job.InvalidRequestException;
import millwright.job.JobState;
import millwright.retention.CleanupRequest;
import millwright.web.json.EnumNames;
import millwright.web.json.JsonDocument;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/**
 * The body of {@code POST /cleanup}.
 *
 * @param request what is to go
 * @param reason for the record of who did what
 */
record CleanupBody(CleanupRequest request, Optional<String> reason) {

    private static final Set<String> MEMBERS = Collections.unmodifiableSet(
            new LinkedHashSet<>(List.of("states", "older_than", "queue", "definition", "dry_run", "reason")));
    private static final List<JobState> FINAL =
            Stream.of(JobState.values()).filter(JobState::isFinal).toList();
    private static final int LONGEST = 200;
    private static final int LONGEST_REASON = 1_000;
    private static final Duration OLDEST = Duration.ofDays(36_500);

    /**
     * Without states it is all of them.
     *
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that does not fit
     */
    static CleanupBody read(String body, Scope scope, Instant now) {
        Members members = Members.of(StrictJson.read(body), MEMBERS);
        Optional<Duration> age = members.duration("older_than", Duration.ZERO, OLDEST);
        if (members.any("older_than").isEmpty()) {
            members.refuse("older_than", "is required: an ISO-8601 duration such as P30D");
        }
        Set<JobState> states = states(members);
        Set<String> queues = narrowed(members, "queue", scope.queues());
        Set<String> definitions = narrowed(members, "definition", scope.definitions());
        boolean dryRun = members.bool("dry_run").orElse(false);
        Optional<String> reason = members.text("reason", LONGEST_REASON);
        members.finish();
        return new CleanupBody(
                new CleanupRequest(now.minus(age.orElseThrow()), states, queues, definitions, dryRun), reason);
    }

    private static Set<JobState> states(Members members) {
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        for (String name : members.texts("states", FINAL.size(), LONGEST).orElse(List.of())) {
            EnumNames.find(name, JobState.class)
                    .filter(JobState::isFinal)
                    .ifPresentOrElse(
                            states::add,
                            () -> members.refuse("states", "holds '" + name + "', expected some of " + FINAL));
        }
        return states.isEmpty() ? EnumSet.copyOf(FINAL) : states;
    }

    /** What is asked for, within what the caller may reach; all of that where nothing is. */
    private static Set<String> narrowed(Members members, String name, Set<String> reach) {
        Optional<String> given = members.text(name, LONGEST);
        if (given.isPresent() && !reach.isEmpty() && !reach.contains(given.get())) {
            members.refuse(
                    name, "is '" + given.get() + "', expected one of " + reach + ", to which the token is narrowed");
        }
        return given.map(Set::of).orElse(reach);
    }

    /** Which jobs, for the record. */
    JsonObject filter() {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("before", JsonDocument.instant(request.before()))
                .add("states", names(request.states().stream().map(JobState::name)))
                .add("queues", names(request.queues().stream()))
                .add("definitions", names(request.definitions().stream()))
                .add("dry_run", request.dryRun())
                .build();
    }

    private static JsonArrayBuilder names(Stream<String> names) {
        var array = JsonDocument.provider().createArrayBuilder();
        names.sorted().forEach(array::add);
        return array;
    }
}

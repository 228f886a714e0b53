package millwright.web.feed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.event.FeedEvent;
import millwright.job.JobState;
import millwright.job.Visibility;
import millwright.web.json.EnumNames;
import millwright.web.request.QueryParameters;

/** The query of {@code GET /events}: which of all events a client wants. What is empty does not narrow them. */
record EventFilter(
        Set<String> types,
        Set<String> definitions,
        Set<String> queues,
        Optional<UUID> job,
        Optional<String> correlationId,
        Optional<String> submitter) {

    private static final Set<String> NAMES =
            Set.of("type", "definition", "queue", "job", "correlation_id", "submitter");

    private static final int MOST = 20;

    static EventFilter read(Map<String, List<String>> query) {
        QueryParameters parameters = new QueryParameters(query, NAMES);
        EventFilter filter = new EventFilter(
                Set.copyOf(parameters.all(
                        "type",
                        text -> EnumNames.find(text, JobState.class).map(Enum::name),
                        MOST,
                        "one of " + EnumNames.list(JobState.class))),
                texts(parameters, "definition"),
                texts(parameters, "queue"),
                parameters.one("job", EventFilter::id, "the id of a job"),
                parameters.one("correlation_id", Optional::of, "at most 200 characters"),
                parameters.one("submitter", Optional::of, "at most 200 characters"));
        parameters.finish();
        return filter;
    }

    private static Set<String> texts(QueryParameters parameters, String name) {
        return parameters.all(name, Optional::of, MOST, "at most 200 characters").stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is asked for, and the one who asks may see its job. */
    boolean takes(FeedEvent event, Visibility visibility) {
        return visibility.sees(event.submitter(), event.queue(), event.definition())
                && fits(types, event.state())
                && fits(definitions, event.definition())
                && fits(queues, event.queue())
                && job.map(event.job()::equals).orElse(true)
                && (correlationId.isEmpty() || correlationId.equals(event.correlationId()))
                && submitter.map(event.submitter()::equals).orElse(true);
    }

    private static boolean fits(Set<String> asked, String value) {
        return asked.isEmpty() || asked.contains(value);
    }
}

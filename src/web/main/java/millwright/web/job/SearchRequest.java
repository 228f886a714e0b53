package millwright.web.job;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import millwright.job.JobQuery;
import millwright.job.JobState;
import millwright.job.Priority;
import millwright.job.Visibility;
import millwright.search.FieldValue;
import millwright.search.JobFilter;
import millwright.search.Place;
import millwright.search.SearchQuery;
import millwright.search.SearchSort;
import millwright.search.TimeRange;
import millwright.web.json.EnumNames;
import millwright.web.request.QueryParameters;

/**
 * Reads the query of {@code GET /jobs}.
 *
 * @param count whether an estimate of how many there are is asked for
 */
record SearchRequest(SearchQuery query, boolean count, SearchToken token) {

    private static final int USUAL_LIMIT = 50;
    private static final int MOST_VALUES = 32;

    private static final Set<String> PARAMETERS = Set.of(
            "state",
            "definition",
            "queue",
            "priority",
            "tag",
            "submitter",
            "correlation_id",
            "node",
            "error_code",
            "error_text",
            "parameter",
            "result",
            "created_from",
            "created_to",
            "started_from",
            "started_to",
            "finished_from",
            "finished_to",
            "sort",
            "direction",
            "count",
            "limit",
            "page_token");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    static SearchRequest read(Map<String, List<String>> query, Visibility visibility) {
        QueryParameters parameters = new QueryParameters(query, PARAMETERS);
        SearchToken token = SearchToken.of("jobs", query);
        JobFilter filter = filter(parameters);
        SearchSort sort = choice(parameters, "sort", SearchSort.class, SearchSort.CREATED);
        boolean ascending = parameters
                .one("direction", one("asc", "desc"), "asc or desc")
                .map("asc"::equals)
                .orElse(false);
        boolean count = parameters
                .one("count", one("none", "estimate"), "none or estimate")
                .map("estimate"::equals)
                .orElse(false);
        Optional<Place> after = parameters.one("page_token", token::read, "a next_page_token of this very query");
        int limit = parameters.integer("limit", 1, JobQuery.MOST, USUAL_LIMIT);
        parameters.finish();
        return new SearchRequest(new SearchQuery(filter, visibility, sort, ascending, after, limit), count, token);
    }

    private static JobFilter filter(QueryParameters parameters) {
        return new JobFilter(
                names(parameters, "state", JobState.class),
                texts(parameters, "definition", "the name of a job definition"),
                texts(parameters, "queue", "the name of a queue"),
                names(parameters, "priority", Priority.class),
                texts(parameters, "tag", "a tag"),
                text(parameters, "submitter", "who submitted it"),
                text(parameters, "correlation_id", "a correlation id"),
                parameters.one("node", SearchRequest::uuid, "the id of a node"),
                texts(parameters, "error_code", "the code of an error"),
                range(parameters, "created"),
                range(parameters, "started"),
                range(parameters, "finished"),
                fields(parameters, "parameter"),
                fields(parameters, "result"),
                text(parameters, "error_text", "a part of an error's message"),
                false,
                Optional.empty());
    }

    private static <E extends Enum<E>> Set<E> names(QueryParameters parameters, String name, Class<E> choices) {
        return Set.copyOf(parameters.all(
                name,
                text -> EnumNames.find(text, choices),
                "one of " + EnumNames.list(choices) + " (repeat the parameter for several)"));
    }

    private static Set<String> texts(QueryParameters parameters, String name, String what) {
        return Set.copyOf(parameters.all(
                name, Optional::of, MOST_VALUES, what + ", at most 200 characters (repeat the parameter for several)"));
    }

    private static Optional<String> text(QueryParameters parameters, String name, String what) {
        return parameters.one(name, Optional::of, what + ", at most 200 characters");
    }

    private static Set<FieldValue> fields(QueryParameters parameters, String name) {
        return Set.copyOf(parameters.all(
                name,
                text -> Optional.of(text.indexOf('='))
                        .filter(at -> at > 0)
                        .map(at -> new FieldValue(text.substring(0, at), text.substring(at + 1))),
                MOST_VALUES,
                "the name of a member with its value, such as year=2001"));
    }

    private static TimeRange range(QueryParameters parameters, String what) {
        String expected = "a time such as 2026-07-01T12:00:00Z";
        return new TimeRange(
                parameters.one(what + "_from", SearchRequest::instant, expected),
                parameters.one(what + "_to", SearchRequest::instant, expected));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(at -> !at.isBefore(Instant.EPOCH) && at.isBefore(LATEST));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return Optional.of(id).filter(read -> read.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Function<String, Optional<String>> one(String first, String second) {
        return text -> Optional.of(text).filter(given -> given.equals(first) || given.equals(second));
    }

    /** A constant by its name in lower case. */
    private static <E extends Enum<E>> E choice(
            QueryParameters parameters, String name, Class<E> choices, E otherwise) {
        List<String> names = List.of(choices.getEnumConstants()).stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return parameters
                .one(
                        name,
                        text -> Optional.of(names.indexOf(text))
                                .filter(at -> at >= 0)
                                .map(at -> choices.getEnumConstants()[at]),
                        "one of " + String.join(", ", names))
                .orElse(otherwise);
    }
}

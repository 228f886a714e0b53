package millwright.web.deadletter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.job.JobQuery;
import millwright.job.Visibility;
import millwright.search.JobFilter;
import millwright.search.Place;
import millwright.search.SearchQuery;
import millwright.search.SearchSort;
import millwright.search.TimeRange;
import millwright.web.job.SearchToken;
import millwright.web.request.QueryParameters;

/** Reads the query of {@code GET /dead-letters}. */
record LettersRequest(SearchQuery query, SearchToken token) {

    private static final int USUAL_LIMIT = 50;
    private static final Set<String> PARAMETERS =
            Set.of("definition", "queue", "error_code", "group", "limit", "page_token");

    static LettersRequest read(Map<String, List<String>> query, Visibility visibility) {
        QueryParameters parameters = new QueryParameters(query, PARAMETERS);
        SearchToken token = SearchToken.of("dead-letters", query);
        JobFilter filter = new JobFilter(
                Set.of(),
                asked(parameters, "definition", "the name of a job definition"),
                asked(parameters, "queue", "the name of a queue"),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                asked(parameters, "error_code", "the code of an error"),
                TimeRange.ALL,
                TimeRange.ALL,
                TimeRange.ALL,
                Set.of(),
                Set.of(),
                Optional.empty(),
                true,
                parameters.one("group", Optional::of, "the key of a group"));
        Optional<Place> after = parameters.one("page_token", token::read, "a next_page_token of this very query");
        int limit = parameters.integer("limit", 1, JobQuery.MOST, USUAL_LIMIT);
        parameters.finish();
        return new LettersRequest(new SearchQuery(filter, visibility, SearchSort.FINISHED, false, after, limit), token);
    }

    private static Set<String> asked(QueryParameters parameters, String name, String what) {
        return parameters
                .one(name, Optional::of, what + ", at most 200 characters")
                .map(Set::of)
                .orElse(Set.of());
    }
}

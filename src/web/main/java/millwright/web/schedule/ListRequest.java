package millwright.web.schedule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.schedule.Schedules;
import millwright.web.request.QueryParameters;

/**
 * The query of {@code GET /schedules}.
 *
 * @param after the last name of the page before
 */
record ListRequest(Optional<String> after, int limit) {

    private static final int USUAL_LIMIT = 50;

    static ListRequest read(Map<String, List<String>> query) {
        QueryParameters parameters = new QueryParameters(query, Set.of("limit", "page_token"));
        Optional<String> after = parameters.one("page_token", NameToken::read, "a next_page_token of this API");
        int limit = parameters.integer("limit", 1, Schedules.MOST, USUAL_LIMIT);
        parameters.finish();
        return new ListRequest(after, limit);
    }
}

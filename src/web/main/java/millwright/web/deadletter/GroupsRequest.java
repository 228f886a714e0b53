package millwright.web.deadletter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.search.DeadLetterGroups;
import millwright.web.request.QueryParameters;

/**
 * Reads the query of {@code GET /dead-letters/groups}. Its page tokens say how many groups were shown: their order
 * changes with every failure, and no place in it stays.
 */
record GroupsRequest(
        Optional<String> definition, Optional<String> queue, Optional<String> errorCode, int skip, int limit) {

    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;
    private static final int FURTHEST = 1_000_000;
    private static final String TOKEN = "g";
    private static final Set<String> PARAMETERS = Set.of("definition", "queue", "error_code", "limit", "page_token");

    static GroupsRequest read(Map<String, List<String>> query) {
        QueryParameters parameters = new QueryParameters(query, PARAMETERS);
        Optional<String> definition =
                parameters.one("definition", Optional::of, "the name of a job definition, at most 200 characters");
        Optional<String> queue = parameters.one("queue", Optional::of, "the name of a queue, at most 200 characters");
        Optional<String> code =
                parameters.one("error_code", Optional::of, "the code of an error, at most 200 characters");
        int skip = parameters
                .one("page_token", GroupsRequest::skipped, "a next_page_token of this list")
                .orElse(0);
        int limit = parameters.integer("limit", 1, MOST, USUAL_LIMIT);
        parameters.finish();
        return new GroupsRequest(definition, queue, code, skip, limit);
    }

    private static Optional<Integer> skipped(String token) {
        if (!token.matches(TOKEN + "[1-9][0-9]{0,6}")) {
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(token.substring(TOKEN.length()))).filter(skip -> skip <= FURTHEST);
    }

    /** One more than is shown, which tells whether there is another page. */
    DeadLetterGroups.Query oneMore() {
        return new DeadLetterGroups.Query(definition, queue, errorCode, skip, limit + 1);
    }

    String nextToken() {
        return TOKEN + (skip + limit);
    }
}

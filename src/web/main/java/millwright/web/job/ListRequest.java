package millwright.web.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.job.JobQuery;
import millwright.job.JobState;
import millwright.web.json.EnumNames;
import millwright.web.request.QueryParameters;

/** Reads the query of {@code GET /jobs}. */
final class ListRequest {

    private static final int USUAL_LIMIT = 50;
    private static final Set<String> PARAMETERS = Set.of("state", "definition", "limit", "page_token");

    private ListRequest() {}

    static JobQuery read(Map<String, List<String>> query) {
        QueryParameters parameters = new QueryParameters(query, PARAMETERS);
        List<JobState> states = parameters.all(
                "state",
                name -> EnumNames.find(name, JobState.class),
                "one of " + EnumNames.list(JobState.class) + " (repeat the parameter for several)");
        Optional<String> definition =
                parameters.one("definition", Optional::of, "the name of a job definition, at most 200 characters");
        Optional<UUID> before = parameters.one("page_token", PageToken::read, "a next_page_token of this API");
        int limit = parameters.integer("limit", 1, JobQuery.MOST, USUAL_LIMIT);
        parameters.finish();
        return new JobQuery(Set.copyOf(states), definition, before, limit);
    }
}

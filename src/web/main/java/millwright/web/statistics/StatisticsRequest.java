package millwright.web.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.access.Scope;
import millwright.job.StatisticsQuery;
import millwright.web.request.QueryParameters;
import millwright.web.request.TimeRange;

/** The query of {@code GET /statistics}. */
record StatisticsRequest(Optional<String> queue, Optional<String> definition, TimeRange range) {

    static StatisticsRequest read(Map<String, List<String>> query, Instant now) {
        QueryParameters parameters =
                new QueryParameters(query, Set.of("queue", "definition", TimeRange.FROM, TimeRange.TO));
        StatisticsRequest request = new StatisticsRequest(
                name(parameters, "queue"), name(parameters, "definition"), TimeRange.read(parameters, now));
        parameters.finish();
        return request;
    }

    private static Optional<String> name(QueryParameters parameters, String parameter) {
        return parameters.one(
                parameter, text -> Optional.of(text).filter(name -> !name.isBlank()), "1 to 200 characters");
    }

    boolean concerns(String queue, String definition) {
        return this.queue.map(queue::equals).orElse(true)
                && this.definition.map(definition::equals).orElse(true);
    }

    StatisticsQuery within(Scope scope) {
        StatisticsQuery query =
                StatisticsQuery.between(range.from(), range.to()).within(scope.queues(), scope.definitions());
        query = queue.map(query::ofQueue).orElse(query);
        return definition.map(query::ofDefinition).orElse(query);
    }
}

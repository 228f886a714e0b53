package millwright.web.schedule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.schedule.ScheduleRequest;
import millwright.schedule.Schedules;
import millwright.web.request.QueryParameters;

/** The query of {@code GET /schedules/preview}. */
record PreviewRequest(String cron, String timeZone, int count) {

    private static final int USUAL_COUNT = 5;

    static PreviewRequest read(Map<String, List<String>> query) {
        QueryParameters parameters = new QueryParameters(query, Set.of("cron", "time_zone", "count"));
        // one that is not given is an empty expression, and refused as such
        String cron = text(parameters, "cron", "");
        String timeZone = text(parameters, "time_zone", ScheduleRequest.USUAL_TIME_ZONE);
        int count = parameters.integer("count", 1, Schedules.MOST, USUAL_COUNT);
        parameters.finish();
        return new PreviewRequest(cron, timeZone, count);
    }

    private static String text(QueryParameters parameters, String name, String otherwise) {
        return parameters.one(name, Optional::of, "at most 200 characters").orElse(otherwise);
    }
}

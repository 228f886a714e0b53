package millwright.web.schedule;

import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import millwright.access.Caller;
import millwright.job.InvalidRequestException;
import millwright.job.Priority;
import millwright.schedule.ScheduleRequest;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/** Reads the body of {@code POST /schedules}. What a rule or a parameter may be is the engine's to say. */
final class CreateRequest {

    private static final Set<String> MEMBERS = Collections.unmodifiableSet(new LinkedHashSet<>(
            List.of("name", "cron", "time_zone", "definition", "parameters", "priority", "enabled")));

    private static final int LONGEST = 200;

    private CreateRequest() {}

    /**
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that is unknown, missing or of the wrong type
     */
    static ScheduleRequest read(String body, Caller submitter) {
        Members members = Members.of(StrictJson.read(body), MEMBERS);
        ScheduleRequest request = new ScheduleRequest(
                members.requiredText("name", LONGEST),
                members.requiredText("cron", LONGEST),
                members.text("time_zone", LONGEST).orElse(ScheduleRequest.USUAL_TIME_ZONE),
                members.requiredText("definition", LONGEST),
                members.object("parameters").orElse(JsonValue.EMPTY_JSON_OBJECT),
                members.choice("priority", Priority.class),
                members.bool("enabled").orElse(true),
                submitter.name());
        members.finish();
        return request;
    }
}

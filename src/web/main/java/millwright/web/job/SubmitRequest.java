package millwright.web.job;

import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.access.Caller;
import millwright.job.InvalidRequestException;
import millwright.job.JobRequest;
import millwright.job.Priority;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/** Reads the body of {@code POST /jobs}. What the parameters may be is the definition's to say. */
final class SubmitRequest {

    private static final Set<String> MEMBERS = Collections.unmodifiableSet(
            new LinkedHashSet<>(List.of("definition", "parameters", "priority", "correlation_id")));

    private static final int LONGEST_DEFINITION = 200;
    private static final int LONGEST_CORRELATION_ID = 200;

    private SubmitRequest() {}

    /**
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that is unknown, missing or of the wrong type
     */
    static JobRequest read(String body, Caller submitter) {
        Members members = Members.of(StrictJson.read(body), MEMBERS);
        JobRequest request = JobRequest.of(members.requiredText("definition", LONGEST_DEFINITION), submitter.name())
                .withParameters(members.object("parameters").orElse(JsonValue.EMPTY_JSON_OBJECT));
        Optional<Priority> priority = members.choice("priority", Priority.class);
        Optional<String> correlationId = members.text("correlation_id", LONGEST_CORRELATION_ID);
        members.finish();
        request = priority.map(request::withPriority).orElse(request);
        return correlationId.map(request::withCorrelationId).orElse(request);
    }
}

package millwright.web.job;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.job.InvalidRequestException;
import millwright.job.Priority;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/**
 * What somebody says who acts on one job; each action takes some of it.
 *
 * @param parameters in place of those it has
 * @param cascade whether the jobs run again too that were cancelled because of it
 */
record OrderRequest(
        Optional<String> reason, Optional<JsonObject> parameters, boolean cascade, Optional<Priority> priority) {

    /** Where nothing can be said, as there is no body. */
    static final OrderRequest NONE = new OrderRequest(Optional.empty(), Optional.empty(), false, Optional.empty());

    static final int LONGEST_REASON = 1_000;

    /**
     * @param known what the action takes beside a reason
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that does not fit
     */
    static OrderRequest read(String body, String... known) {
        Set<String> members = JobReader.ordered(
                java.util.stream.Stream.concat(List.of(known).stream(), java.util.stream.Stream.of("reason"))
                        .toList());
        Members given = Members.of(StrictJson.read(body), members);
        OrderRequest request = new OrderRequest(
                given.text("reason", LONGEST_REASON),
                members.contains("parameters") ? given.object("parameters") : Optional.empty(),
                members.contains("cascade") && given.bool("cascade").orElse(false),
                members.contains("priority") ? given.requiredChoice("priority", Priority.class) : Optional.empty());
        given.finish();
        return request;
    }
}

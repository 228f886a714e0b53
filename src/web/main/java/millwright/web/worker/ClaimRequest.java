package millwright.web.worker;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.external.WorkRequest;
import millwright.job.InvalidRequestException;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/** Reads the body of {@code POST /queues/{queue}/claim}. */
final class ClaimRequest {

    private static final Set<String> MEMBERS =
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of("worker", "definitions", "most", "lease", "wait")));

    static final int LONGEST_NAME = 200;
    static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);
    static final Duration LONGEST_LEASE = Duration.ofHours(1);
    private static final int MOST_DEFINITIONS = 100;
    private static final int MOST_JOBS = 1_000;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private ClaimRequest() {}

    /**
     * Without definitions it is for all of them.
     *
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that does not fit
     */
    static WorkRequest read(String body, String queue) {
        Members members = Members.of(StrictJson.read(body), MEMBERS);
        String worker = members.requiredText("worker", LONGEST_NAME);
        Optional<List<String>> definitions = members.texts("definitions", MOST_DEFINITIONS, LONGEST_NAME);
        if (definitions.map(List::isEmpty).orElse(false)) {
            members.refuse("definitions", "is empty, expected some names, or none of it for all");
        }
        Optional<Integer> most = members.integer("most", 1, MOST_JOBS);
        Duration lease =
                members.duration("lease", SHORTEST_LEASE, LONGEST_LEASE).orElse(WorkRequest.USUAL_LEASE);
        Duration wait = members.duration("wait", Duration.ZERO, LONGEST_WAIT).orElse(Duration.ZERO);
        members.finish();
        return new WorkRequest(worker, Optional.of(queue), definitions.orElse(List.of()), most.orElse(1), lease, wait);
    }
}

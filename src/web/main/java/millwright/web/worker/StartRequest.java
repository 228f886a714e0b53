package millwright.web.worker;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.external.WorkRequest;
import millwright.job.InvalidRequestException;
import millwright.job.JobRequest;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/**
 * The body of {@code POST /leases}: a job that its caller does itself.
 *
 * @param worker who does it
 * @param lease how long without a heartbeat
 */
record StartRequest(JobRequest job, String worker, Duration lease) {

    private static final Set<String> MEMBERS = Collections.unmodifiableSet(new LinkedHashSet<>(
            List.of("definition", "parameters", "queue", "tags", "metadata", "correlation_id", "worker", "lease")));
    private static final int MOST_TAGS = 32;
    private static final int LONGEST_TAG = 100;

    /**
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that does not fit
     */
    static StartRequest read(String body, String submitter) {
        Members members = Members.of(StrictJson.read(body), MEMBERS);
        JobRequest job = JobRequest.of(members.requiredText("definition", ClaimRequest.LONGEST_NAME), submitter);
        String worker = members.requiredText("worker", ClaimRequest.LONGEST_NAME);
        Optional<JsonObject> parameters = members.object("parameters");
        Optional<String> queue = members.text("queue", ClaimRequest.LONGEST_NAME);
        Optional<List<String>> tags = members.texts("tags", MOST_TAGS, LONGEST_TAG);
        Optional<JsonObject> metadata = members.object("metadata");
        Optional<String> correlationId = members.text("correlation_id", ClaimRequest.LONGEST_NAME);
        Duration lease = members.duration("lease", ClaimRequest.SHORTEST_LEASE, ClaimRequest.LONGEST_LEASE)
                .orElse(WorkRequest.USUAL_LEASE);
        members.finish();
        job = parameters.map(job::withParameters).orElse(job);
        job = queue.map(job::withQueue).orElse(job);
        job = tags.map(job::withTags).orElse(job);
        job = metadata.map(job::withMetadata).orElse(job);
        job = correlationId.map(job::withCorrelationId).orElse(job);
        return new StartRequest(job, worker, lease);
    }
}

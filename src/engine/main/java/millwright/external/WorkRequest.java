package millwright.external;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a worker asks for.
 *
 * @param worker who it is, for people: 1 to 200 characters
 * @param queue the one whose jobs are asked for, or empty for any
 * @param definitions the names of those it can do, up to 100; none means all that are known, and needs a queue
 * @param most how many jobs, from 1 to 1,000
 * @param lease how long a job is its own without a heartbeat, from 5 seconds to 1 hour
 * @param patience how long to wait for the first job, from zero to 1 minute
 */
public record WorkRequest(
        String worker, Optional<String> queue, List<String> definitions, int most, Duration lease, Duration patience) {

    public static final Duration USUAL_LEASE = Duration.ofMinutes(1);

    public WorkRequest {
        definitions = List.copyOf(definitions);
    }

    /** From any queue. */
    public WorkRequest(String worker, List<String> definitions, int most, Duration lease, Duration patience) {
        this(worker, Optional.empty(), definitions, most, lease, patience);
    }

    /** One job, if there is one now, for a minute. */
    public static WorkRequest of(String worker, String... definitions) {
        return new WorkRequest(worker, List.of(definitions), 1, USUAL_LEASE, Duration.ZERO);
    }

    public WorkRequest withQueue(String queue) {
        return new WorkRequest(worker, Optional.of(queue), definitions, most, lease, patience);
    }

    public WorkRequest withDefinitions(List<String> definitions) {
        return new WorkRequest(worker, queue, definitions, most, lease, patience);
    }

    public WorkRequest withMost(int most) {
        return new WorkRequest(worker, queue, definitions, most, lease, patience);
    }

    public WorkRequest withLease(Duration lease) {
        return new WorkRequest(worker, queue, definitions, most, lease, patience);
    }

    public WorkRequest withPatience(Duration patience) {
        return new WorkRequest(worker, queue, definitions, most, lease, patience);
    }
}

package millwright.web.queue;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.job.InvalidRequestException;
import millwright.queue.QueueLimits;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/** Reads the bodies of what is asked of queues. */
final class QueueRequests {

    private static final Set<String> LIMITS =
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of("weight", "max_running", "rate")));
    private static final Set<String> RATE = Collections.unmodifiableSet(new LinkedHashSet<>(List.of("jobs", "period")));
    private static final int LONGEST_REASON = 1_000;
    private static final int HEAVIEST = 1_000;
    private static final int MOST = 1_000_000;
    private static final Duration SHORTEST_PERIOD = Duration.ofMillis(1);
    private static final Duration LONGEST_PERIOD = Duration.ofDays(366);

    private QueueRequests() {}

    /**
     * The reason of a pause.
     *
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that does not fit
     */
    static String reason(String body) {
        Members members = Members.of(StrictJson.read(body), Set.of("reason"));
        String reason = members.requiredText("reason", LONGEST_REASON);
        members.finish();
        return reason;
    }

    /**
     * All limits of a queue: what is left out is none.
     *
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that does not fit
     */
    static QueueLimits limits(String body) {
        Members members = Members.of(StrictJson.read(body), LIMITS);
        Optional<Integer> weight = members.integer("weight", 1, HEAVIEST);
        Optional<Integer> maxRunning = members.integer("max_running", 1, MOST);
        Optional<QueueLimits.Rate> rate = members.members("rate", RATE).flatMap(QueueRequests::rate);
        members.finish();
        return new QueueLimits(weight.orElse(QueueLimits.NONE.weight()), maxRunning, rate);
    }

    private static Optional<QueueLimits.Rate> rate(Members rate) {
        Optional<Integer> jobs = rate.integer("jobs", 1, MOST);
        Optional<Duration> period = rate.duration("period", SHORTEST_PERIOD, LONGEST_PERIOD);
        if (rate.any("jobs").isEmpty()) {
            rate.refuse("jobs", "is required: how many jobs begin in a period");
        }
        if (rate.any("period").isEmpty()) {
            rate.refuse("period", "is required: an ISO-8601 duration");
        }
        return jobs.isPresent() && period.isPresent()
                ? Optional.of(new QueueLimits.Rate(jobs.get(), period.get()))
                : Optional.empty();
    }
}

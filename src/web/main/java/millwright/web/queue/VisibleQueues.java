package millwright.web.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.SecurityContext;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.access.Scope;
import millwright.config.NearestName;
import millwright.job.JobCount;
import millwright.job.JobState;
import millwright.job.Statistics;
import millwright.queue.QueueSettings;
import millwright.queue.Queues;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.security.Reach;

/** The queues as a caller may see them (W38): of those within its scope, the jobs within its scope. */
@ApplicationScoped
public class VisibleQueues {

    @Inject
    Queues queues;

    @Inject
    Statistics statistics;

    List<QueueSettings> list(SecurityContext security) {
        Scope scope = Reach.of(security);
        List<QueueSettings> seen = queues.list().stream()
                .filter(queue -> scope.coversQueue(queue.name()))
                .toList();
        if (scope.definitions().isEmpty()) {
            return seen;
        }
        Map<String, Map<JobState, Long>> counts = counted(statistics.counts(), scope);
        return seen.stream()
                .map(queue -> QueueJson.counting(queue, counts.getOrDefault(queue.name(), Map.of())))
                .toList();
    }

    static Map<String, Map<JobState, Long>> counted(List<JobCount> counts, Scope scope) {
        Map<String, Map<JobState, Long>> byQueue = new HashMap<>();
        counts.stream()
                .filter(count -> scope.covers(count.queue(), count.definition()))
                .forEach(count -> byQueue.computeIfAbsent(count.queue(), name -> new EnumMap<>(JobState.class))
                        .merge(count.state(), count.jobs(), Long::sum));
        return byQueue;
    }

    /** Empty when no settings or jobs are known of it, or the caller may not see it. */
    Optional<QueueSettings> find(SecurityContext security, String name) {
        return find(list(security), name);
    }

    /** @throws ProblemException when no settings or jobs are known of it, or the caller may not see it */
    QueueSettings found(SecurityContext security, String name) {
        List<QueueSettings> seen = list(security);
        return find(seen, name)
                .orElseThrow(() -> new ProblemException(ProblemCode.QUEUE_NOT_FOUND, unknown(name, seen)));
    }

    private static Optional<QueueSettings> find(List<QueueSettings> queues, String name) {
        return queues.stream().filter(queue -> queue.name().equals(name)).findFirst();
    }

    private static String unknown(String name, List<QueueSettings> seen) {
        String nearest =
                NearestName.of(name, seen.stream().map(QueueSettings::name).toList());
        return "no queue is named '" + name + "'" + (nearest.isEmpty() ? "" : " (nearest: '" + nearest + "')");
    }
}

package millwright.web.job;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import millwright.access.Scope;
import millwright.job.JobDefinition;
import millwright.job.JobRequest;
import millwright.job.Violation;

/** Whether a caller who is narrowed to queues or definitions may submit a job. */
final class SubmitScope {

    private SubmitScope() {}

    /** What is beyond the scope, or empty when nothing is. */
    static Optional<Violation> beyond(
            Scope scope, JobRequest request, Function<String, Optional<JobDefinition>> definitions) {
        if (!scope.coversDefinition(request.definition())) {
            return Optional.of(new Violation("/definition", "is beyond what this caller is narrowed to"));
        }
        Optional<String> queue =
                request.queue().or(() -> definitions.apply(request.definition()).map(JobDefinition::queue));
        return queue.filter(name -> !scope.coversQueue(name))
                .map(name -> new Violation("/queue", "is '" + name + "', beyond what this caller is narrowed to"));
    }

    static List<Violation> list(Optional<Violation> violation) {
        return violation.map(List::of).orElse(List.of());
    }
}

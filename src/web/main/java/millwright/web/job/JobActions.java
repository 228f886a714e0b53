package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.job.DeadLetters;
import millwright.job.InvalidRequestException;
import millwright.job.Job;
import millwright.job.JobNotOverException;
import millwright.job.Jobs;
import millwright.job.Resolution;
import millwright.job.UniqueKeyBusyException;
import millwright.job.Visibility;

/** Does one thing to many jobs, each with its own answer; those that the caller may not see are not there. */
@ApplicationScoped
public class JobActions {

    private static final String NO_SUCH_JOB = "no job has this id";

    @Inject
    Jobs jobs;

    @Inject
    DeadLetters deadLetters;

    /** What became of one. */
    record Answer(UUID id, boolean done, Optional<UUID> job, int dependents, Optional<String> problem) {

        static Answer of(Resolution resolution) {
            return new Answer(
                    resolution.id(),
                    resolution.done(),
                    resolution.job(),
                    resolution.dependents(),
                    resolution.problem());
        }

        static Answer refused(UUID id, String problem) {
            return new Answer(id, false, Optional.empty(), 0, Optional.of(problem));
        }
    }

    /** In the order in which they were asked for. */
    public List<Answer> act(ActionRequest request, Visibility sight, String by) {
        Map<UUID, Job> seen =
                jobs.find(request.ids()).stream().filter(sight::sees).collect(Collectors.toMap(Job::id, job -> job));
        List<UUID> ids = request.ids().stream().filter(seen::containsKey).toList();
        Map<UUID, Answer> answers = new HashMap<>();
        if (!ids.isEmpty()) {
            resolutions(request, ids, by).forEach(answer -> answers.put(answer.id(), answer));
        }
        return request.ids().stream()
                .map(id -> answers.getOrDefault(id, Answer.refused(id, NO_SUCH_JOB)))
                .toList();
    }

    private List<Answer> resolutions(ActionRequest request, List<UUID> ids, String by) {
        List<Resolution> resolutions =
                switch (request.action()) {
                    case CANCEL -> jobs.cancel(ids, by);
                    case REPRIORITISE ->
                        jobs.reprioritise(ids, request.priority().orElseThrow(), by);
                    case DISCARD ->
                        deadLetters.discard(ids, by, request.reason().orElse(""));
                    case REDRIVE -> deadLetters.redrive(ids, by, request.cascade());
                    case RETRY -> deadLetters.retry(ids, by, request.cascade());
                };
        List<Answer> answers = resolutions.stream().map(Answer::of).toList();
        return request.action() == ActionRequest.Action.RETRY ? retriedOthers(answers, by) : answers;
    }

    /** What is over and no dead letter is run again as a new job, as by the action on one. */
    private List<Answer> retriedOthers(List<Answer> answers, String by) {
        List<UUID> left = answers.stream()
                .filter(answer -> !answer.done())
                .map(Answer::id)
                .toList();
        Set<UUID> letters =
                left.stream().filter(id -> deadLetters.find(id).isPresent()).collect(Collectors.toSet());
        return answers.stream()
                .map(answer -> answer.done() || letters.contains(answer.id()) ? answer : again(answer.id(), by))
                .toList();
    }

    private Answer again(UUID id, String by) {
        try {
            return jobs.retry(id, by)
                    .map(job -> new Answer(id, true, Optional.of(job.id()), 0, Optional.empty()))
                    .orElseGet(() -> Answer.refused(id, NO_SUCH_JOB));
        } catch (JobNotOverException | InvalidRequestException | UniqueKeyBusyException e) {
            return Answer.refused(id, e.getMessage());
        }
    }
}

package millwright.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Runs jobs again that are over: dead letters in place, archived ones as new jobs. */
final class Retrying {

    private static final String KEY = "of this job";

    private final JobStore jobs;
    private final DeadLetterStore letters;
    private final RetryStore archived;
    private final RequestCheck check;

    Retrying(JobStore jobs, RequestCheck check) {
        this.jobs = jobs;
        this.letters = jobs.letters();
        this.archived = jobs.retries();
        this.check = check;
    }

    /** The job that is to run now; empty when there is none with this id. */
    Optional<UUID> retry(UUID id, String by) {
        WhoAsks.check(by);
        if (!UniqueKeyBusyException.during(() -> KEY, () -> letters.retry(List.of(id), by, Dependents.NONE))
                .isEmpty()) {
            return Optional.of(id);
        }
        Optional<Job> found = jobs.find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Job job = found.get();
        if (!job.state().isFinal()) {
            throw new JobNotOverException(id, job.state());
        }
        CheckedJob anew = check.of(JobRequest.of(job.definition(), by).withParameters(job.parameters()));
        if (UniqueKeyBusyException.during(() -> KEY, () -> archived.again(id, anew, by))) {
            return Optional.of(anew.id());
        }
        // a dead letter that cannot be, or an archived job whose name is taken
        throw refused(
                "/id",
                archived.refusal(id)
                        .or(() -> letters.refusals(List.of(id)).stream()
                                .flatMap(refusal -> refusal.problem().stream())
                                .findFirst())
                        .orElse("is kept no longer"));
    }

    private static InvalidRequestException refused(String pointer, String detail) {
        return new InvalidRequestException(List.of(new Violation(pointer, detail)));
    }
}

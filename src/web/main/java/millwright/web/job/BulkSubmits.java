package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.job.IdempotencyKey;
import millwright.job.JobRequest;
import millwright.job.Jobs;
import millwright.job.KeyedJobs;
import millwright.job.Submission;
import millwright.job.Violation;
import millwright.job.Visibility;
import millwright.web.job.ManyJson.Submitted;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/** Submits many jobs of one request, each with its own answer. */
@ApplicationScoped
public class BulkSubmits {

    private static final int PAGE = 1_000;

    @Inject
    Jobs jobs;

    @Inject
    KeyedJobs keyedJobs;

    @Inject
    JobDocuments documents;

    /** What became of them. */
    record Result(List<Submitted> items, boolean replayed) {}

    /** @param sight what the caller may see: a unique key that another job has is refused where that is not among it */
    public Result submit(BulkRequest request, Optional<IdempotencyKey> key, Visibility sight) {
        List<JobRequest> fit = request.fit();
        KeyedJobs.Answer answer = key.map(known -> keyed(request, fit, known))
                .orElseGet(() -> new KeyedJobs.Answer(plain(request, fit), false));
        if (answer.submissions().size() != fit.size()) {
            throw new ProblemException(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                    "what this caller may ask for is not what it was when the key was used");
        }
        return new Result(inOrder(request, answer.submissions(), sight), answer.replayed());
    }

    private KeyedJobs.Answer keyed(BulkRequest request, List<JobRequest> fit, IdempotencyKey key) {
        return request.atomic() ? keyedJobs.submitAll(fit, key) : keyedJobs.submitPartially(fit, key);
    }

    private List<Submission> plain(BulkRequest request, List<JobRequest> fit) {
        if (!request.atomic()) {
            return jobs.submitPartially(fit);
        }
        return jobs.acceptAll(fit);
    }

    private List<Submitted> inOrder(BulkRequest request, List<Submission> submissions, Visibility sight) {
        Set<UUID> seen = seenHolders(submissions, sight);
        Iterator<Submission> each = submissions.iterator();
        List<Submitted> items = new ArrayList<>();
        for (BulkRequest.Item item : request.items()) {
            items.add(item.job().isEmpty() ? Submitted.refused(item.violations()) : submitted(each.next(), seen));
        }
        return items;
    }

    private Set<UUID> seenHolders(List<Submission> submissions, Visibility sight) {
        List<UUID> holders = submissions.stream()
                .filter(submission -> !submission.created() && !submission.isRefused())
                .map(Submission::id)
                .distinct()
                .toList();
        Set<UUID> seen = new HashSet<>();
        for (int from = 0; from < holders.size(); from += PAGE) {
            seen.addAll(documents.seen(holders.subList(from, Math.min(from + PAGE, holders.size())), sight));
        }
        return seen;
    }

    private static Submitted submitted(Submission submission, Set<UUID> seen) {
        if (submission.isRefused()) {
            return Submitted.refused(submission.violations());
        }
        return submission.created() || seen.contains(submission.id())
                ? new Submitted(submission.id(), submission.created(), List.of())
                : Submitted.refused(List.of(new Violation("/unique_key", "is taken by another job")));
    }
}

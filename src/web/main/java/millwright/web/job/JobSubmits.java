package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import millwright.access.Caller;
import millwright.access.Permission;
import millwright.batch.InlineJobXml;
import millwright.job.IdempotencyKey;
import millwright.job.Job;
import millwright.job.JobDefinition;
import millwright.job.JobRequest;
import millwright.job.Jobs;
import millwright.job.KeyedJobs;
import millwright.job.Violation;
import millwright.job.Visibility;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.security.CallerContext;

/** Submits jobs for callers: within their scope, and telling them of no job that they may not see. */
@ApplicationScoped
public class JobSubmits {

    @Inject
    Jobs jobs;

    @Inject
    KeyedJobs keyedJobs;

    public JobReader reader(SecurityContext security) {
        return new JobReader(CallerContext.callerOf(security), CallerContext.visibility(security), this::definition);
    }

    public Optional<JobDefinition> definition(String name) {
        return jobs.definitions().stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst();
    }

    /**
     * What of a request is beyond the caller's scope; empty when nothing is. A job XML that somebody else has given may
     * be run again by its hash, which is as much as giving it.
     */
    public Optional<Violation> beyond(SecurityContext security, JobRequest request) {
        if (request.definition().equals(InlineJobXml.DEFINITION)
                && !CallerContext.callerOf(security).may(Permission.SUBMIT_XML)) {
            return Optional.of(new Violation("/definition", "needs the permission submit_xml"));
        }
        return SubmitScope.beyond(CallerContext.callerOf(security).scope(), request, this::definition);
    }

    public Optional<IdempotencyKey> key(HttpHeaders headers, String route, SecurityContext security, String body) {
        Caller caller = CallerContext.callerOf(security);
        return RequestKey.read(headers, route, caller, body);
    }

    /** @throws ProblemException when it is beyond the caller's scope, or a job that he may not see has its unique key */
    public Accepted accept(JobRequest request, Optional<IdempotencyKey> key, SecurityContext security) {
        checkReached(security, request);
        Accepted accepted = key.map(known -> {
                    KeyedJobs.Answer answer = keyedJobs.accept(request, known);
                    return Accepted.of(answer.submissions().get(0), answer.replayed(), known);
                })
                .orElseGet(() -> Accepted.of(jobs.accept(request)));
        return accepted.created() && !accepted.replayed()
                ? accepted
                : seen(accepted, CallerContext.visibility(security));
    }

    /** @throws ProblemException when it is beyond the caller's scope */
    public void checkReached(SecurityContext security, JobRequest request) {
        List<Violation> beyond = SubmitScope.list(beyond(security, request));
        if (!beyond.isEmpty()) {
            throw new ProblemException(ProblemCode.FORBIDDEN, beyond);
        }
    }

    private Accepted seen(Accepted accepted, Visibility sight) {
        Optional<Job> job = jobs.find(accepted.id()).filter(sight::sees);
        if (job.isPresent()) {
            return accepted;
        }
        if (accepted.created()) {
            // it was made for this key, and is kept no longer or not seen any more
            throw VisibleJobs.notFound(accepted.id().toString());
        }
        accepted.key().ifPresent(keyedJobs::forget);
        throw new ProblemException(ProblemCode.UNIQUE_KEY_TAKEN, "/unique_key: another job has it");
    }
}

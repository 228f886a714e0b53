package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import millwright.job.Job;
import millwright.job.Jobs;
import millwright.job.Visibility;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.security.CallerContext;

/** The way from an id in a path to its job: whoever may not see the job gets the answer for one that is not there (W37). */
@ApplicationScoped
public class VisibleJobs {

    @Inject
    Jobs jobs;

    /** @throws ProblemException when there is no such job, or the caller may not see it */
    public Job found(SecurityContext security, String id) {
        return found(CallerContext.visibility(security), id);
    }

    /** The same for who may see what this sees. */
    public Job found(Visibility sight, String id) {
        return JobId.read(id).flatMap(jobs::find).filter(sight::sees).orElseThrow(() -> notFound(id));
    }

    /**
     * The id alone, for what does not depend on who sees the job.
     *
     * @throws ProblemException when it is none that a job could have
     */
    public static UUID id(String id) {
        return JobId.read(id).orElseThrow(() -> notFound(id));
    }

    static ProblemException notFound(String id) {
        return new ProblemException(ProblemCode.JOB_NOT_FOUND, "no job has the id '" + id + "'");
    }
}

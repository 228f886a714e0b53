package millwright.web.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import millwright.access.Scope;
import millwright.web.job.VisibleJobs;
import millwright.web.problem.ProblemException;
import millwright.web.security.Reach;

/** The way from an id in a path to the job a worker may say something of (W109). */
@ApplicationScoped
public class ReachableWork {

    @Inject
    VisibleJobs visible;

    /**
     * Looks the job up only for whom it could be out of reach: the lease decides about all others, and a heartbeat is to
     * cost one statement.
     *
     * @throws ProblemException when there is no such job, or it is outside the caller's scope
     */
    UUID id(SecurityContext security, String id) {
        return Reach.of(security).equals(Scope.ALL)
                ? VisibleJobs.id(id)
                : visible.found(security, id).id();
    }
}

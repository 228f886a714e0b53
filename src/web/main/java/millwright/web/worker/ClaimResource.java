package millwright.web.worker;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.CompletionCallback;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.access.Permission;
import millwright.external.ExternalJobs;
import millwright.external.Work;
import millwright.external.WorkRequest;
import millwright.job.JobDefinition;
import millwright.job.Jobs;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.request.JsonRequestBody;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;
import millwright.web.security.Reach;

/** {@code /queues/{queue}/claim}; {@link OwnApplication} says why the path is a template. */
@Path("{queues: queues}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class ClaimResource {

    private static final Logger LOG = Logger.getLogger(ClaimResource.class.getName());

    @Inject
    ExternalJobs external;

    @Inject
    Jobs jobs;

    /** Writes the answers, so that a slow connection does not keep the one thread that finds work for all. */
    @Resource
    ManagedExecutorService answers;

    @Needs(Permission.WORK)
    @POST
    @Path("{queue}/claim")
    @Consumes(MediaType.APPLICATION_JSON)
    public void claim(
            @PathParam("queue") String queue,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Suspended AsyncResponse response) {
        WorkRequest request = ClaimRequest.read(JsonRequestBody.read(body, headers), queue);
        Reach.queue(security, queue);
        Optional<WorkRequest> reachable = within(request, Reach.of(security).definitions());
        if (reachable.isEmpty()) {
            response.resume(JsonDocument.bytes(WorkJson.list(List.of())));
            return;
        }
        var unused = external.claimAsync(reachable.get())
                .whenCompleteAsync((work, failure) -> answer(response, work, failure), answers);
    }

    /** For the definitions of the scope alone; empty when there is none of them. */
    private Optional<WorkRequest> within(WorkRequest request, Set<String> scope) {
        if (scope.isEmpty()) {
            return Optional.of(request);
        }
        for (String asked : request.definitions()) {
            if (!scope.contains(asked)) {
                throw new ProblemException(
                        ProblemCode.FORBIDDEN, "definitions: holds '" + asked + "', the token is narrowed to " + scope);
            }
        }
        if (!request.definitions().isEmpty()) {
            return Optional.of(request);
        }
        List<String> known = jobs.definitions().stream()
                .filter(definition -> definition.kind() == JobDefinition.Kind.EXTERNAL)
                .map(JobDefinition::name)
                .filter(scope::contains)
                .toList();
        return Optional.of(known).filter(names -> !names.isEmpty()).map(request::withDefinitions);
    }

    private void answer(AsyncResponse response, List<Work> work, Throwable failure) {
        if (failure != null) {
            response.resume(failure);
            return;
        }
        response.register((CompletionCallback) lost -> {
            if (lost != null) {
                work.forEach(this::giveBack);
            }
        });
        if (!response.resume(JsonDocument.bytes(WorkJson.list(work)))) {
            work.forEach(this::giveBack);
        }
    }

    /** The worker has gone meanwhile: another need not wait until the lease runs out. */
    private void giveBack(Work work) {
        try {
            external.release(work.job(), work.leaseToken());
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "A job that nobody took is left to its lease", e);
        }
    }
}

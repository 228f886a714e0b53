package millwright.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import millwright.web.access.TokensResource;
import millwright.web.access.UsersResource;
import millwright.web.audit.AuditFilter;
import millwright.web.audit.AuditResource;
import millwright.web.cleanup.CleanupResource;
import millwright.web.deadletter.DeadLettersResource;
import millwright.web.definition.DefinitionsResource;
import millwright.web.feed.EventsResource;
import millwright.web.job.InlineJobsResource;
import millwright.web.job.JobListResource;
import millwright.web.job.JobLogResource;
import millwright.web.job.JobOrdersResource;
import millwright.web.job.JobPartsResource;
import millwright.web.job.JobsResource;
import millwright.web.job.ManyJobsResource;
import millwright.web.limit.RateLimitFilter;
import millwright.web.node.NodesResource;
import millwright.web.openapi.OpenApiResource;
import millwright.web.problem.BareRefusalFilter;
import millwright.web.problem.ProblemMapper;
import millwright.web.queue.QueuesResource;
import millwright.web.schedule.SchedulesResource;
import millwright.web.security.OwnApplicationFilter;
import millwright.web.security.PermissionFilter;
import millwright.web.security.TokenFilter;
import millwright.web.session.SessionResource;
import millwright.web.statistics.StatisticsResource;
import millwright.web.worker.ClaimResource;
import millwright.web.worker.WorkResource;

/** The API, class by class: nothing is found by scanning, so that nothing of another application's gets in. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                TokenFilter.class,
                OwnApplicationFilter.class,
                RateLimitFilter.class,
                PermissionFilter.class,
                AuditFilter.class,
                AnswerHeaders.class,
                ProblemMapper.class,
                BareRefusalFilter.class,
                JobsResource.class,
                JobPartsResource.class,
                JobLogResource.class,
                JobOrdersResource.class,
                ManyJobsResource.class,
                InlineJobsResource.class,
                JobListResource.class,
                DeadLettersResource.class,
                SchedulesResource.class,
                DefinitionsResource.class,
                TokensResource.class,
                UsersResource.class,
                AuditResource.class,
                OpenApiResource.class,
                QueuesResource.class,
                NodesResource.class,
                StatisticsResource.class,
                CleanupResource.class,
                EventsResource.class,
                ClaimResource.class,
                WorkResource.class,
                SessionResource.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        // Jersey's own description of the API, which other implementations ignore
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}

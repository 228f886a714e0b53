package millwright.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import millwright.web.deadletter.DeadLettersResource;
import millwright.web.definition.DefinitionsResource;
import millwright.web.job.JobListResource;
import millwright.web.job.JobsResource;
import millwright.web.problem.BareRefusalFilter;
import millwright.web.problem.ProblemMapper;
import millwright.web.schedule.SchedulesResource;
import millwright.web.security.OwnApplicationFilter;
import millwright.web.security.PermissionFilter;
import millwright.web.security.TokenFilter;
import millwright.web.session.SessionResource;

/** The API, class by class: nothing is found by scanning, so that nothing of another application's gets in. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                TokenFilter.class,
                OwnApplicationFilter.class,
                PermissionFilter.class,
                AnswerHeaders.class,
                ProblemMapper.class,
                BareRefusalFilter.class,
                JobsResource.class,
                JobListResource.class,
                DeadLettersResource.class,
                SchedulesResource.class,
                DefinitionsResource.class,
                SessionResource.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        // Jersey's own description of the API, which other implementations ignore
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}

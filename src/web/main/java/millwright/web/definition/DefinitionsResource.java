package millwright.web.definition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import millwright.access.Permission;
import millwright.config.NearestName;
import millwright.job.JobDefinition;
import millwright.job.Jobs;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** {@code /definitions} and each of them; {@link OwnApplication} says why the path is a template. */
@Path("{definitions: definitions}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class DefinitionsResource {

    @Inject
    Jobs jobs;

    @Needs(Permission.READ)
    @GET
    public byte[] list() {
        return JsonDocument.bytes(DefinitionJson.list(jobs.definitions()));
    }

    @Needs(Permission.READ)
    @GET
    @Path("{name}")
    public byte[] definition(@PathParam("name") String name) {
        List<JobDefinition> definitions = jobs.definitions();
        return definitions.stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .map(definition -> JsonDocument.bytes(DefinitionJson.one(definition)))
                .orElseThrow(() -> new ProblemException(ProblemCode.DEFINITION_NOT_FOUND, unknown(name, definitions)));
    }

    private static String unknown(String name, List<JobDefinition> definitions) {
        String nearest = NearestName.of(
                name, definitions.stream().map(JobDefinition::name).toList());
        return "no job definition is named '" + name + "'" + (nearest.isEmpty() ? "" : " (nearest: '" + nearest + "')");
    }
}
